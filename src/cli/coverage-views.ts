import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { viewConformance, viewDefinitions } from '../coverage/index.ts';
import type { Pack } from '../routine/index.ts';
import type { CommandContext, Reporter } from './command.ts';
import { UsageError } from './errors.ts';

/** `coverage views`: the ViewDefinitions of a routine, for an engine of the organisation's own. */
export async function writeViews(pack: Pack, out: string, report: Reporter): Promise<number> {
  await mkdir(out, { recursive: true });
  for (const [name, view] of Object.entries(viewDefinitions(pack))) {
    const file = join(out, `${name}.json`);
    await writeFile(file, `${JSON.stringify(view, null, 2)}\n`);
    report.out(file);
  }
  return 0;
}

/** `conformance views --suite DIR [--out FILE]`: the SQL on FHIR test suite on our compiler. */
export async function viewSuite(
  args: readonly string[],
  { report }: CommandContext,
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { suite: { type: 'string' }, out: { type: 'string' } },
  });
  if (values.suite === undefined) throw new UsageError('--suite is missing');
  const { report: results, passed, total, shareable } = await viewConformance(values.suite);
  const text = `${JSON.stringify(results, null, 2)}\n`;
  if (values.out === undefined) report.out(text.trimEnd());
  else await writeFile(values.out, text);
  report.err(`${passed} of ${total}; shareable ${shareable.passed} of ${shareable.total}`);
  return passed === total ? 0 : 1;
}
