/**
 * Our own resources before the validators of FHIR that run in Node, offline: every questionnaire that is shipped, and the
 * record of one visit. Two of the validators are no dependency of the project and are fetched the first time. Ends with
 * exit code 1 when any of them finds an error.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import visit from '../../src/record/cases/yes-with-referral.bundle.json' with { type: 'json' };
import { definitionsOf } from '../fhir-packages/questionnaires.ts';

type Named = { readonly name: string; readonly resource: unknown };

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function questionnaires(folder: string): readonly Named[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ name: join(folder, file), resource: read(join(folder, file)) }));
}

/** What `buildRecord` makes of a visit; a test of src/record holds that it is this, byte for byte. */
const written: readonly Named[] = visit.entry.map(({ resource }, index) => ({
  name: `visit ${index} ${resource.resourceType}`,
  resource,
}));

const issue = z.object({ severity: z.string(), text: z.string() });
const report = z.record(
  z.string(),
  z.array(z.object({ name: z.string(), issues: z.array(issue) })),
);

function install(folder: string): void {
  if (existsSync(join(folder, 'node_modules'))) return;
  // A shell, because npm is a script on Windows. Nothing here comes from outside this folder.
  const command = 'npm ci --ignore-scripts --no-audit --no-fund';
  execFileSync(command, { shell: true, cwd: folder, stdio: 'ignore' });
}

function validated(resources: readonly Named[]): z.infer<typeof report> {
  const place = mkdtempSync(join(tmpdir(), 'validators-'));
  try {
    const files = ['resources.json', 'definitions.json'].map((name) => join(place, name));
    const [named = '', definitions = ''] = files;
    writeFileSync(named, JSON.stringify(resources));
    writeFileSync(definitions, JSON.stringify(definitionsOf('hl7.fhir.uv.sdc')));
    const program = join(import.meta.dirname, 'validate.mjs');
    const printed = execFileSync(process.execPath, [program, named, definitions], {
      encoding: 'utf8',
      maxBuffer: 100_000_000,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return report.parse(JSON.parse(printed.trim().split('\n').at(-1) ?? ''));
  } finally {
    rmSync(place, { recursive: true });
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

install(import.meta.dirname);
const all = [
  ...questionnaires('questionnaires'),
  ...questionnaires('questionnaires/slots'),
  ...written,
];
let errors = 0;
for (const [validator, results] of Object.entries(validated(all))) {
  const issues = results.flatMap(({ name, issues: each }) => each.map((one) => ({ name, ...one })));
  const wrong = issues.filter(({ severity }) => severity === 'error');
  errors += wrong.length;
  say(
    `${validator}: ${results.length} resources, ${wrong.length} errors, ${issues.length - wrong.length} warnings`,
  );
  for (const { name, text } of wrong) say(`  ${name}: ${text}`);
}
process.exitCode = errors === 0 ? 0 : 1;
