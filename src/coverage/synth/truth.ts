import { type Audience, monthsLater, notAskedReason, type Pack } from '../../routine/index.ts';
import { type Figure, figureKey, states, supportSteps } from '../measure/figures.ts';
import type { Period } from '../measure/period.ts';
import { ageOn, daysBetween } from './days.ts';
import type { Clinic, Occasion, Person, Visit } from './model.ts';

/**
 * The numbers that must come out, counted person by person from the made-up people themselves: no SQL, no
 * FHIR, and calendar dates instead of the measure's arithmetic, so that one checks the other.
 */
export type Truth = {
  readonly count: (person: Person) => void;
  readonly figures: () => readonly Figure[];
};

type Setting = {
  readonly pack: Pack;
  readonly period: Period;
  readonly clinics: readonly Clinic[];
};

type Outcome = { readonly state: number; readonly reason: number; readonly support: number };

const nothing: Outcome = { state: states['not-documented'], reason: 0, support: 9 };
const bands = [80, 65, 45, 30, 18, 0] as const;
const bandOf = (age: number): number => bands.find((from) => age >= from) ?? 0;

export function truth(setting: Setting): Truth {
  const counts = new Map<string, Figure>();
  const add = (figure: Omit<Figure, 'n'>): void => {
    const key = figureKey(figure);
    counts.set(key, { ...figure, n: (counts.get(key)?.n ?? 0) + 1 });
  };
  return {
    count: (person) => countPerson(person, setting, add),
    figures: () => [...counts.values()].toSorted((a, b) => (figureKey(a) < figureKey(b) ? -1 : 1)),
  };
}

type Add = (figure: Omit<Figure, 'n'>) => void;
const bare = { place: 0, bucket: 0, category: '', detail: 0 };

function countPerson(person: Person, setting: Setting, add: Add): void {
  const occasions = person.occasions.filter((each) => !each.void && !each.foreign);
  const seen = person.visits.filter((visit) => audienceOf(visit, person, setting) !== undefined);
  for (const visit of seen) countVisit(visit, person, occasions, setting, add);
  countAsked(person, seen, occasions, add);
  for (const each of occasions) {
    if (each.route === 'indication' && inPeriod(each.day, setting.period)) {
      add({ ...bare, release: 'indication', state: handover(each) });
    }
  }
}

function handover(occasion: Occasion): number {
  if (outcomeOf(occasion).state <= 3) return 1;
  return occasion.planned ? 2 : 3;
}

const inPeriod = (day: string, { from, to }: Period): boolean => day >= from && day <= to;

function audienceOf(
  visit: Visit,
  person: Person,
  { pack, period, clinics }: Setting,
): Audience | undefined {
  if (visit.status === 'cancelled' || !inPeriod(visit.day, period)) return undefined;
  const age = ageOn(person.birth, visit.day);
  return pack.audiences.find(
    ({ setting, ageFrom = 0, ageTo = 200, personAsked, due }) =>
      personAsked === 'patient' &&
      due.some(({ route }) => route === 'routine') &&
      setting === clinics[visit.unit]?.setting &&
      age >= ageFrom &&
      age <= ageTo,
  );
}

function outcomeOf(occasion: Occasion): Outcome {
  if (occasion.result === 'not-asked') {
    if (occasion.reason === undefined) return nothing;
    const reason = notAskedReason.options.indexOf(occasion.reason) + 1;
    return { state: states['not-asked'], reason, support: 9 };
  }
  if (!occasion.gate) return { ...nothing, state: states['gate-not-passed'] };
  const support = occasion.result === 'positive' ? supportOf(occasion) : 9;
  return { state: states[occasion.result], reason: 0, support };
}

function supportOf({ offered, referred, contact, day }: Occasion): number {
  if (referred && contact !== undefined && daysBetween(day, contact) <= 30) {
    return supportSteps.indexOf('followed-up');
  }
  if (referred) return supportSteps.indexOf('accepted');
  return supportSteps.indexOf(offered ? 'offered' : 'nothing');
}

const isOwn = (occasion: Occasion, visit: Visit, person: Person): boolean =>
  occasion.visit === undefined
    ? occasion.day === visit.day
    : person.visits[occasion.visit]?.id === visit.id;

function better(one: Outcome, other: Outcome): Outcome {
  const order = (each: Outcome): number => each.state * 1000 + each.reason * 10 + each.support;
  return order(other) < order(one) ? other : one;
}

/** Whether an occasion makes a later visit of this audience one that need not ask: by the audience's own rule. */
function completes(occasion: Occasion, visit: Visit, audience: Audience | undefined): boolean {
  const routine = audience?.due.filter(({ route }) => route === 'routine') ?? [];
  const rule = routine.find(({ intervalMonths }) => intervalMonths !== undefined) ?? routine[0];
  const asked = outcomeOf(occasion).state <= states.declined;
  return (
    asked &&
    rule?.completedBy.some((result) => result === occasion.result) === true &&
    occasion.day <= visit.day &&
    visit.day < monthsLater(occasion.day, rule.intervalMonths ?? 12)
  );
}

function countVisit(
  visit: Visit,
  person: Person,
  occasions: readonly Occasion[],
  setting: Setting,
  add: Add,
): void {
  const own = occasions.filter((each) => isOwn(each, visit, person));
  const best = own.map(outcomeOf).reduce(better, nothing);
  const audience = audienceOf(visit, person, setting);
  const before = occasions.some((each) => !own.includes(each) && completes(each, visit, audience));
  const notDue = before && best.state > 3;
  const shown = notDue ? { state: states['not-due'], reason: 0, support: best.support } : best;
  addVisit(visit, person, shown, setting, add);
}

function addVisit(
  visit: Visit,
  person: Person,
  { state, reason, support }: Outcome,
  { clinics }: Setting,
  add: Add,
): void {
  const clinic = clinics[visit.unit];
  const month = Number(visit.day.slice(0, 4) + visit.day.slice(5, 7));
  const age = bandOf(ageOn(person.birth, visit.day));
  const home = person.protected || person.home === undefined ? 0 : person.home + 1;
  add({ ...bare, release: 'unit-month', place: visit.unit + 1, bucket: month, state });
  const region = (clinic?.region ?? 0) + 1;
  add({ ...bare, release: 'region-month', place: region, bucket: month, state, detail: support });
  if (state === 4) add({ ...bare, release: 'reason', state, detail: reason });
  add({ ...bare, release: 'sex', category: person.sex, state });
  add({ ...bare, release: 'age', bucket: age, state });
  add({ ...bare, release: 'municipality', place: home, state });
  add({ ...bare, release: 'interpreter', place: person.interpreter ? 1 : 0, state });
}

function countAsked(
  person: Person,
  visits: readonly Visit[],
  occasions: readonly Occasion[],
  add: Add,
): void {
  const last = visits.at(-1);
  if (last === undefined) return;
  const states = occasions
    .filter(({ day }) => day <= last.day && last.day < monthsLater(day, 12))
    .map((each) => outcomeOf(each).state)
    .filter((state) => state <= 3);
  const state = Math.min(6, ...states);
  add({ ...bare, release: 'person', state });
  add({ ...bare, release: 'person-sex', category: person.sex, state });
  const age = bandOf(Math.max(...visits.map(({ day }) => ageOn(person.birth, day))));
  add({ ...bare, release: 'person-age', bucket: age, state });
}
