import { notAskedReason } from '../../routine/index.ts';
import { daysBetween, plusDays } from './days.ts';
import type { Clinic, Occasion, Person, Visit } from './model.ts';
import { type Chance, chanceFrom } from './random.ts';

const reasons = notAskedReason.options as unknown as readonly [
  (typeof notAskedReason.options)[number],
  ...(typeof notAskedReason.options)[number][],
];

export type World = {
  readonly seed: number;
  readonly clinics: readonly [Clinic, ...Clinic[]];
  readonly municipalities: number;
  /** First and last day of visits: two years, so that the first looks back on the other. */
  readonly from: string;
  readonly to: string;
};

const day2 = (value: number): string => String(value).padStart(2, '0');

/** One made-up person. Depends only on seed and number, so people can be made in any order. */
export function personOf(number: number, world: World): Person {
  const chance = chanceFrom(
    Math.imul(world.seed + 1, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35),
  );
  const id = `p${number.toString(36).padStart(6, '0')}`;
  const usual = chance.pick(world.clinics);
  const visits = visitsOf(id, usual, chance, world);
  return {
    id,
    birth: `${1930 + chance.below(90)}-${day2(1 + chance.below(12))}-${day2(1 + chance.below(28))}`,
    sex: sexOf(chance),
    home: chance.happens(0.03) ? undefined : chance.below(world.municipalities),
    interpreter: chance.happens(0.08),
    protected: chance.happens(0.01),
    visits,
    occasions: occasionsOf(id, visits, chance, world),
  };
}

function sexOf(chance: Chance): Person['sex'] {
  const draw = chance.fraction();
  if (draw < 0.52) return 'female';
  if (draw < 0.985) return 'male';
  return draw < 0.99 ? 'other' : 'unknown';
}

function visitsOf(person: string, usual: Clinic, chance: Chance, world: World): readonly Visit[] {
  const length = daysBetween(world.from, world.to) + 1;
  const many = chance.below(10);
  const visits = Array.from({ length: many }, (_, index) => {
    const clinic = chance.happens(0.8) ? usual : chance.pick(world.clinics);
    return {
      id: `${person}-v${index}`,
      unit: world.clinics.indexOf(clinic),
      day: plusDays(world.from, chance.below(length)),
      status: statusOf(chance),
    };
  });
  return visits.toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

function statusOf(chance: Chance): Visit['status'] {
  const draw = chance.fraction();
  if (draw < 0.03) return 'cancelled';
  return draw < 0.04 ? 'in-progress' : 'finished';
}

function occasionsOf(
  person: string,
  visits: readonly Visit[],
  chance: Chance,
  world: World,
): readonly Occasion[] {
  return visits.flatMap((visit, index) => {
    const clinic = world.clinics[visit.unit];
    const months = daysBetween(world.from, visit.day) / 30;
    const asks = Math.min(
      0.95,
      Math.max(0.05, (clinic?.asks ?? 0.5) + (clinic?.drift ?? 0) * months),
    );
    if (visit.status === 'cancelled') return [];
    if (chance.happens(asks)) return [askedAt(`${person}-o${index}`, index, visit.day, chance)];
    return chance.happens(0.35)
      ? [notAskedAt(`${person}-o${index}`, index, visit.day, chance)]
      : [];
  });
}

function resultOf(chance: Chance): Occasion['result'] {
  const draw = chance.fraction();
  if (draw < 0.09) return 'positive';
  return draw < 0.15 ? 'declined' : 'negative';
}

function askedAt(key: string, visit: number, day: string, chance: Chance): Occasion {
  const result = resultOf(chance);
  const offered = result === 'positive' && chance.happens(0.85);
  const referred = offered && chance.happens(0.5);
  const contact = referred && chance.happens(0.7) ? plusDays(day, chance.below(50)) : undefined;
  return {
    key,
    visit: chance.happens(0.04) ? undefined : visit,
    day,
    result,
    gate: !chance.happens(0.01),
    reason: undefined,
    planned: false,
    route: chance.happens(0.06) ? 'indication' : 'routine',
    offered,
    referred,
    contact,
    void: chance.happens(0.01),
    foreign: chance.happens(0.1),
  };
}

function notAskedAt(key: string, visit: number, day: string, chance: Chance): Occasion {
  const weighted = Math.min(chance.below(reasons.length), chance.below(reasons.length));
  return {
    key,
    visit,
    day,
    result: 'not-asked',
    gate: false,
    reason: chance.happens(0.9) ? reasons[weighted] : undefined,
    planned: chance.happens(0.6),
    route: chance.happens(0.1) ? 'indication' : 'routine',
    offered: false,
    referred: false,
    contact: undefined,
    void: chance.happens(0.01),
    foreign: false,
  };
}
