import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { decide } from '../../src/cds/due/decide.ts';
import type { ChartEvent, ChartFacts, EarlierOccasion } from '../../src/cds/due/facts.ts';
import type { Audience, Trigger } from '../../src/routine/index.ts';
import { resultCode } from '../../src/routine/index.ts';

const folder = 'src/cds/due/cases';

export const routine = JSON.parse(readFileSync(`${folder}/routine.json`, 'utf8')) as {
  readonly audiences: readonly Audience[];
  readonly triggers: readonly Trigger[];
};

const dueCase = z.strictObject({
  case: z.string(),
  patient: z
    .strictObject({
      born: z.string().optional(),
      deceased: z.boolean().optional(),
      active: z.boolean().optional(),
    })
    .optional(),
  visit: z
    .strictObject({
      encounter: z.string().optional(),
      remote: z.boolean().optional(),
      companions: z.number().optional(),
      cancelled: z.boolean().optional(),
    })
    .optional(),
  /** "2026-04-02 declined", with an encounter after it when it matters. */
  history: z.array(z.string()).optional(),
  /** "pregnant from 2026-07-01 to 2026-10-01", "missed 2026-03-03". */
  chart: z.array(z.string()).optional(),
  marked: z.boolean().optional(),
  blocked: z.boolean().optional(),
  outOfForce: z.boolean().optional(),
  /** "routine, interval" is a card and its reason; "no: companion" is why there is none. */
  expect: z.string(),
});
export type DueCase = z.infer<typeof dueCase>;

export const cases = z
  .array(dueCase)
  .parse(JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8')));

function occasion(line: string): EarlierOccasion {
  const [day = '', result, encounter] = line.split(' ');
  return { day, result: resultCode.parse(result), ...(encounter !== undefined && { encounter }) };
}

function event(line: string): ChartEvent {
  const [what = '', ...rest] = line.split(' ');
  if (what === 'missed') return { kind: 'missed-visit', codes: [], day: rest[0] ?? '' };
  const [elsewhere, code] = what.includes(':') ? what.split(':') : [undefined, what];
  const system = `https://example.org${elsewhere === undefined ? '' : `/${elsewhere}`}`;
  const after = (word: string): string | undefined =>
    rest.includes(word) ? rest[rest.indexOf(word) + 1] : undefined;
  const [day, ended] = [after('from'), after('to')];
  return {
    kind: 'finding',
    codes: [{ system, code: code ?? '' }],
    ...(day !== undefined && { day }),
    ...(ended !== undefined && { ended }),
  };
}

export function factsOf(given: Omit<DueCase, 'case' | 'expect'>, today = '2026-11-22'): ChartFacts {
  const { born = '1985-03-02', deceased = false, active = true } = given.patient ?? {};
  const { encounter, remote = false, companions = 0, cancelled = false } = given.visit ?? {};
  return {
    today,
    blocked: given.blocked ?? false,
    marked: given.marked ?? false,
    person: { ...(born !== '' && { born }), sex: 'female', deceased, active },
    visit: { ...(encounter !== undefined && { encounter }), remote, companions, cancelled },
    occasions: (given.history ?? []).map(occasion),
    events: (given.chart ?? []).map(event),
  };
}

export function outcome(given: DueCase): string {
  const inForce = given.outOfForce !== true;
  const decision = decide({ ...routine, inForce }, factsOf(given));
  return decision.due ? `${decision.route}, ${decision.reason}` : `no: ${decision.why}`;
}
