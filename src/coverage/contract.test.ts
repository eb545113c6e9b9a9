import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { orebro, period } from '../../test/coverage/orebro.ts';
import { temporary } from '../../test/folder/temporary.ts';
import { notAskedReason } from '../routine/index.ts';
import cases from './contract-cases.json' with { type: 'json' };
import { openDuck } from './engine/duckdb.ts';
import { audienceRows } from './measure/audience-rows.ts';
import { type Figure, states, supportSteps } from './measure/figures.ts';
import { measure } from './measure/run.ts';
import { eachOnce } from './staging/once.ts';
import { stage } from './staging/stage.ts';

const page = readFileSync(
  join(import.meta.dirname, '..', '..', 'docs', 'coverage-data.md'),
  'utf8',
);
const pack = orebro();

type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string };
type Change = Readonly<Record<string, unknown>>;
type Case = {
  readonly name: string;
  readonly gives: string;
  readonly change?: Readonly<Record<string, Change>>;
  readonly without?: readonly string[];
  readonly also?: readonly { readonly of: string; readonly id?: string; readonly change: Change }[];
};

const example: readonly Resource[] = (/```ndjson\n([^`]*)```/.exec(page)?.[1] ?? '')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** An id, or a reference to one of ours. */
const named =
  /("id":"|(?:Organization|Patient|Encounter|QuestionnaireResponse|Observation|ServiceRequest)\/)([a-z]+)(?=["/])/g;

const numbered = (at: number): string => String(at).padStart(3, '0');

/** The visit of the page with what is otherwise in this case, under names of its own. */
function resourcesOf({ change = {}, without = [], also = [] }: Case, at: number): string {
  const base = example
    .filter(({ resourceType }) => !without.includes(resourceType))
    .map((each) => ({ ...each, ...(each['id'] !== 'region' && change[each.resourceType]) }));
  const more = also.map(({ of, id, change: otherwise }) => ({
    ...base.findLast(({ resourceType }) => resourceType === of),
    ...(id !== undefined && { id }),
    ...otherwise,
  }));
  const own = numbered(at);
  return [...base, ...more]
    .map((resource) => `${JSON.stringify(resource)}\n`)
    .join('')
    .replace(named, `$1${own}-$2`)
    .replace('"name":"Region"', `"name":"Region ${own}"`);
}

async function figuresOf(list: readonly Case[]) {
  const [from, place] = [temporary(), temporary()];
  writeFileSync(join(from, 'all.ndjson'), list.map(resourcesOf).join(''));
  const spill = { temporary: join(place, 't'), memory: '500MB' };
  const duck = await openDuck({ directories: [from, place], ...spill });
  try {
    const staged = await stage({ from, place, duck, pack, key: 'k' });
    await eachOnce(staged.tables, duck);
    return await measure(staged, duck, pack, period);
  } finally {
    duck.close();
  }
}

/** What became of the one visit of a region: nothing at all, or its outcome and how far support went. */
function outcome(figure: Figure | undefined): string {
  if (figure === undefined) return 'nothing';
  const state = Object.entries(states).find(([, number]) => number === figure.state)?.[0] ?? '';
  return [state, supportSteps[figure.detail] ?? []].flat().join(', ');
}

describe('the page of the input contract', () => {
  let found: readonly string[] = [];
  beforeAll(async () => {
    const { figures, places } = await figuresOf(cases);
    found = cases.map((_, at) => {
      const region = places.regions.find(({ name }) => name === `Region ${numbered(at)}`)?.no;
      const own = figures.filter(
        ({ release, place }) => release === 'region-month' && place === region,
      );
      expect(own.reduce((sum, { n }) => sum + n, 0)).toBeLessThan(2);
      return outcome(own[0]);
    });
  }, 60_000);

  test('says whom the routine asks, and when asking is due again', () => {
    for (const row of audienceRows(pack)) {
      const ages = `${row.age_from}–${row.age_to === 200 ? '' : row.age_to}`;
      const results = ['positive', 'negative', 'declined'] as const;
      const enough = results.filter((result) => row[`completed_by_${result}`] === 1).join(', ');
      expect(page).toContain(
        `| \`${row.setting}\` | ${ages} | ${row.interval_months} months | ${enough} |`,
      );
    }
  });

  test('names every questionnaire, item, reason and municipality that is read', () => {
    const { gate, agreement, audiences, municipalities } = pack;
    const asked = audiences.filter(({ personAsked }) => personAsked === 'patient');
    const words = [
      ...asked.map(({ questionnaire }) => `\`…${questionnaire.split('/fhir').at(-1)}\``),
      ...gate.conditions.map(({ item }) => `\`${item}\``),
      ...[...Object.values(gate.items), agreement.service, agreement.consent].map(
        (each) => `\`${each}\``,
      ),
      notAskedReason.options.map((each) => `\`${each}\``).join(', '),
      municipalities.map(({ code, name }) => `${name} (${code})`).join(', '),
    ];
    expect(words.filter((each) => !page.includes(each))).toEqual([]);
  });

  test.each(cases.map((each, at) => ({ ...each, at })))('$name: $gives', ({ gives, at }) => {
    expect(found[at]).toBe(gives);
  });
});
