import { published } from '../../content/package/published.ts';
import { packIds } from '../../content/routine/content.ts';
import { startHapi } from '../hapi.ts';
import { judge } from '../validate.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

type Counted = { errors: number; warnings: number };

/** What this validator cannot know, said and counted apart. */
const beyond = [
  {
    is: /criteria\.language Unknown code '\S+#application\/sql'/,
    why: 'SQL is none of the three codes of Expression.language, whose binding is extensible',
  },
  {
    is: /StructureDefinition\/SQLQuery/,
    why: 'the profile SQLQuery stands in a ballot that is in no registry of packages',
  },
];
const passedOver = new Map(beyond.map(({ why }) => [why, 0]));

/** Whether an error is one that the validator cannot know; it is counted then. */
function isBeyond(text: string): boolean {
  const found = beyond.find(({ is }) => is.test(text));
  if (found) passedOver.set(found.why, (passedOver.get(found.why) ?? 0) + 1);
  return found !== undefined;
}

/** Every resource of a routine's package, through the server's own validator. */
async function judgePackage(base: string, id: string): Promise<Counted> {
  const kinds = new Map<string, { resources: number } & Counted>();
  for (const [name, resource] of published(id).resources) {
    const { resourceType } = resource;
    const { issues } = await judge(base, resource, name);
    const own = kinds.get(resourceType) ?? { resources: 0, errors: 0, warnings: 0 };
    const errors = issues.filter(
      ({ severity, text }) => ['error', 'fatal'].includes(severity) && !isBeyond(text),
    );
    const warnings = issues.filter(({ severity }) => severity === 'warning');
    kinds.set(resourceType, {
      resources: own.resources + 1,
      errors: own.errors + errors.length,
      warnings: own.warnings + warnings.length,
    });
    for (const { text } of errors) say(`ERROR ${name}: ${text}`);
    if (process.argv.includes('--warnings')) {
      for (const { text } of warnings) say(`warning ${name}: ${text}`);
    }
  }
  say(`\n${id}\n\n| resource | number | errors | warnings |\n|---|---:|---:|---:|`);
  for (const [kind, { resources, errors, warnings }] of kinds) {
    say(`| ${kind} | ${resources} | ${errors} | ${warnings} |`);
  }
  const each = [...kinds.values()];
  return {
    errors: each.reduce((sum, { errors }) => sum + errors, 0),
    warnings: each.reduce((sum, { warnings }) => sum + warnings, 0),
  };
}

const hapi = await startHapi(say);
if ('skipped' in hapi) say(`Not run: ${hapi.skipped}.`);
else {
  const started = performance.now();
  try {
    const counted: Counted[] = [];
    for (const id of packIds) counted.push(await judgePackage(hapi.base, id));
    const errors = counted.reduce((sum, each) => sum + each.errors, 0);
    const seconds = Math.round((performance.now() - started) / 1000);
    say(`\n${packIds.length} packages, ${errors} errors, ${seconds} s`);
    for (const [why, times] of passedOver) say(`beyond this validator, ${times} times: ${why}`);
    process.exitCode = errors === 0 ? 0 : 1;
  } finally {
    await hapi.stop();
  }
}
