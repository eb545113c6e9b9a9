import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node';

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

function reportFailure(test: TestCase): void {
  write(`\nFAILED ${test.module.moduleId.replace(`${process.cwd()}/`, '')} > ${test.fullName}`);
  for (const error of test.result().errors ?? []) {
    write(String(error.stack ?? error.message));
    if (typeof error.diff === 'string') write(error.diff);
  }
}

/** Where something went wrong outside a test: in a file, or in what a group of tests does beforehand. */
function brokenPlaces(modules: readonly TestModule[]): readonly (TestModule | TestSuite)[] {
  return modules
    .flatMap((module) => [module, ...module.children.allSuites()])
    .filter((place) => place.errors().length > 0);
}

function reportBroken(place: TestModule | TestSuite): void {
  write(`\nBROKEN ${place.type === 'module' ? place.moduleId : place.fullName}`);
  for (const error of place.errors()) write(String(error.stack ?? error.message));
}

/** One line a file, failures in full, the ten slowest tests, and a last line that says how it went. */
export default class HouseReporter implements Reporter {
  onTestModuleEnd(module: TestModule): void {
    const tests = [...module.children.allTests()];
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    const name = module.moduleId.replace(`${process.cwd()}/`, '');
    write(`${failed || !module.ok() ? 'FAIL' : 'ok  '} ${name} (${tests.length})`);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string }[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const failed = tests.filter((test) => test.result().state === 'failed');
    failed.forEach(reportFailure);
    const broken = brokenPlaces(modules);
    broken.forEach(reportBroken);
    for (const error of errors) write(`\nUNHANDLED ${error.message}`);
    const slowest = tests
      .map((test) => ({ name: test.fullName, took: test.diagnostic()?.duration ?? 0 }))
      .sort((a, b) => b.took - a.took)
      .slice(0, 10);
    write('\nTen slowest:');
    for (const { name, took } of slowest) write(`${seconds(took).padStart(8)}  ${name}`);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    write(`\n${passed} passed, ${failed.length + broken.length + errors.length} failed`);
  }
}
