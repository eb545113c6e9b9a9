import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../command.ts';
import { conformanceCommand } from '../conformance-command.ts';
import { UsageError } from '../errors.ts';
import { extractCommand } from './extract-command.ts';
import { fillCommand } from './fill-command.ts';
import { lintCommand } from './lint-command.ts';
import { validateCommand } from './validate-command.ts';

const head = { resourceType: 'Questionnaire', status: 'draft' };
const calculated = (expression: string) => ({
  url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
  valueExpression: { language: 'text/fhirpath', expression },
});
const asking = (expression: string) => ({
  ...head,
  item: [{ linkId: 'a', type: 'string', extension: [calculated(expression)] }],
});

function nested(depth: number): unknown {
  let item: unknown = { linkId: 'leaf', type: 'string' };
  for (let level = 0; level < depth; level++) {
    item = { linkId: `g${level}`, type: 'group', repeats: true, item: [item] };
  }
  return { ...head, item: [item] };
}

describe('a file that was written to do harm, at the command line', () => {
  let folder = '';
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const run = async (command: Command, ...args: string[]) => {
    const out: string[] = [];
    const report = { out: (line: string) => out.push(line), err: (line: string) => out.push(line) };
    const [today, now] = ['2026-11-22', '2026-11-22T10:00:00.000Z'];
    const code = await command.run({ args, environment: {}, report, today, now });
    return { code, out: out.join('\n') };
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const bad: readonly (readonly [string, string])[] = [
    ['not JSON', '{"resourceType":'],
    ['not a Questionnaire', '[]'],
    ['nested without end', `${'{"item":['.repeat(10_000)}${']}'.repeat(10_000)}`],
    ['larger than any form', `"${'x'.repeat(20 * 1024 * 1024)}"`],
    ['names of the prototype', '{"__proto__":{"resourceType":"Questionnaire"},"constructor":1}'],
  ];

  test.each(bad)('%s: each command says so in one line', async (_, content) => {
    const path = file('bad.json', content);
    const good = file('good.json', asking('1'));
    const response = file('r.json', { resourceType: 'QuestionnaireResponse', status: 'completed' });
    const all = [
      run(fillCommand, '--questionnaire', path, '--answers', file('a.json', [])),
      run(validateCommand, '--questionnaire', path, '--response', response),
      run(extractCommand, '--questionnaire', path, '--response', response),
      run(lintCommand, path),
    ];
    for (const each of await Promise.allSettled(all)) {
      if (each.status === 'fulfilled') throw new Error(each.value.out);
      expect(each.reason).toBeInstanceOf(UsageError);
      expect(String(each.reason.message)).toMatch(/^[^\n]+$/);
    }
    await expect(run(extractCommand, '--questionnaire', good, '--response', path)).rejects.toThrow(
      UsageError,
    );
  });

  test('a questionnaire that names items after the prototype is one like any other', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const form = { ...head, item: names.map((linkId) => ({ linkId, type: 'string' })) };
    const answers = names.map((set) => ({ set, value: 'x' }));
    const { code, out } = await run(
      fillCommand,
      ...['--questionnaire', file('q.json', form), '--answers', file('a.json', answers)],
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).enabled).toEqual(names);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each([
    ['a regular expression', `'${'a'.repeat(80)}!'.replaceMatches('(a+a)+$', 'x')`],
    [
      'a list of lists of lists',
      `(1|2|3|4|5|6|7|8|9)${'.select($this|1|2|3|4|5|6|7|8|9)'.repeat(12)}.count().toString()`,
    ],
  ])('an expression that would run for years is stopped: %s', async (_, expression) => {
    const filling = run(
      fillCommand,
      ...['--questionnaire', file('q.json', asking(expression)), '--answers', file('a.json', [])],
    );
    await expect(filling).rejects.toThrow(/takes longer than 1000 ms/);
  });

  test('hundreds of instances of groups in groups are filled', async () => {
    const adding = Array.from({ length: 300 }, () => ({ add: 'g39' }));
    const { code } = await run(
      fillCommand,
      ...['--questionnaire', file('q.json', nested(40)), '--answers', file('a.json', adding)],
    );
    expect(code).toBe(0);
  });

  test('more instances than anybody has are refused, by the number of the edit', async () => {
    const adding = Array.from({ length: 9_000 }, () => ({ add: 'g39' }));
    const filling = run(
      fillCommand,
      ...['--questionnaire', file('q.json', nested(40)), '--answers', file('a.json', adding)],
    );
    await expect(filling).rejects.toThrow(/edit 4879: too-large g39/);
  });

  test('a folder with one such file says which', async () => {
    file('q.json', asking('1'));
    file('bad.json', '{');
    await expect(run(conformanceCommand, 'questionnaires', '--suite', folder)).rejects.toThrow(
      /bad\.json: not JSON/,
    );
    rmSync(join(folder, 'bad.json'));
    await expect(run(lintCommand, file('bad.json', '{'))).rejects.toThrow(UsageError);
  });
});
