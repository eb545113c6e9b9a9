import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { orebro } from '../../../test/coverage/orebro.ts';
import { temporary } from '../../../test/folder/temporary.ts';
import { type Duck, openDuck } from '../engine/duckdb.ts';
import { compileView, ndjson } from '../views/index.ts';
import { pseudonymOf } from './pseudonym.ts';
import { type Staged, stage } from './stage.ts';
import { stageViewRows, viewDefinitions } from './view-rows.ts';

const pack = orebro();
const yes = (linkId: string) => ({ linkId, answer: [{ valueBoolean: true }] });
const passed = pack.gate.conditions.map(({ item }) => yes(item));
const [one, ...others] = passed;
const no = { valueBoolean: false };
const foreign = { valueCoding: { code: 'no-time' } };
const coded = (code: string) => ({
  valueCoding: { system: 'https://tryggfraga.example/fhir/CodeSystem/not-asked-reason', code },
});
const reason = { linkId: pack.gate.items.reason, answer: [coded('no-time')] };
const handedOver = [pack.gate.items.nextDate, pack.gate.items.nextPerson].map(yes);
const offered = yes(pack.agreement.consent);
const below = (item: readonly object[]) => ({ linkId: 'group', item });

type Case = readonly [name: string, items: readonly object[], gateReasonPlannedOffered: string];

const shallow: readonly Case[] = [
  ['nothing answered', [], '0 - 0 0'],
  ['a passed gate in a group', [below(passed)], '1 - 0 0'],
  ['a passed gate without a group', passed, '1 - 0 0'],
  ['a condition answered with no', [{ ...one, answer: [no] }, ...others], '0 - 0 0'],
  ['a condition given twice for two', [one ?? {}, ...passed.slice(0, -1)], '0 - 0 0'],
  ['a condition without an answer', [{ linkId: one?.linkId }, ...others], '0 - 0 0'],
  ['a reason not to ask', [below([reason])], '0 no-time 0 0'],
  ['a code of some other system', [below([{ ...reason, answer: [foreign] }])], '0 - 0 0'],
  ['a hand-over', [below([reason, ...handedOver])], '0 no-time 1 0'],
  ['half a hand-over', handedOver.slice(1), '0 - 0 0'],
  ['support after the questions', [below(passed), below([offered])], '1 - 0 1'],
];

const deep: readonly Case[] = [
  ['a passed gate four levels down', [below([below([below(passed)])])], '1 - 0 0'],
  ['a passed gate below an answer', [{ linkId: 'x', answer: [{ item: passed }] }], '1 - 0 0'],
];

const type = 'QuestionnaireResponse';
const response = (item: readonly object[], index: number): string =>
  JSON.stringify({ resourceType: type, id: `r${index}`, questionnaire: 'q', item });

/** What was staged of each case, by its name. */
async function flags(
  cases: readonly Case[],
  how: (from: string, place: string, duck: Duck) => Promise<Staged>,
): Promise<Readonly<Record<string, string>>> {
  const place = temporary();
  const from = join(place, 'from');
  mkdirSync(from);
  const lines = cases.map(([, items], index) => response(items, index));
  writeFileSync(join(from, `${type}.ndjson`), lines.join('\n'));
  const duck = await openDuck({
    directories: [place],
    temporary: join(place, 't'),
    memory: '500MB',
  });
  const { tables } = await how(from, place, duck);
  const rows = await duck.rows(
    `SELECT occasion, concat_ws(' ', gate, coalesce(reason, '-'), planned, offered) AS said FROM read_parquet('${tables.occasion}')`,
  );
  duck.close();
  const said = new Map(rows.map((row) => [String(row['occasion']), String(row['said'])]));
  return Object.fromEntries(
    cases.map(([name], index) => [name, said.get(String(pseudonymOf(`r${index}`, 'k'))) ?? 'gone']),
  );
}

/** As some other runner of the views would do it: all rows first. */
async function byRows(from: string, place: string, duck: Duck): Promise<Staged> {
  const rows = join(place, 'rows');
  mkdirSync(rows);
  writeFileSync(join(place, 'none.ndjson'), '');
  for (const [name, view] of Object.entries(viewDefinitions(pack))) {
    const { select, shape, resource } = compileView(view);
    const file = resource === type ? join(from, `${type}.ndjson`) : join(place, 'none.ndjson');
    const to = join(rows, `${name}.parquet`);
    const source = { rows: ndjson([file], shape) };
    await duck.run(`COPY (${select(source)}) TO '${to}' (FORMAT parquet)`);
  }
  return stageViewRows({ from: rows, place, duck, pack, key: 'k' });
}

const ours = (from: string, place: string, duck: Duck): Promise<Staged> =>
  stage({ from, place, duck, pack, key: 'k' });

test.each([
  ['as our questionnaires are nested', shallow, ours],
  ['and deeper', [...shallow, ...deep], ours],
  ['from rows that somebody else made', [...shallow, ...deep], byRows],
] as const)('gate, reason, hand-over and support of an occasion, %s', async (_, cases, how) => {
  const expected = Object.fromEntries(cases.map(([name, , said]) => [name, said]));
  expect(await flags(cases, how)).toEqual(expected);
});
