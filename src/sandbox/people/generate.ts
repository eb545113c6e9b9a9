import { municipalities } from './municipalities.ts';
import { family, given } from './names.ts';
import type { Person, Situation, Unit } from './person.ts';
import type { Chance } from './random.ts';

const reasons: Readonly<Record<Unit, readonly string[]>> = {
  vardcentralen: [
    'Hosta i tre veckor',
    'Ont i ryggen',
    'Nedstämdhet',
    'Årskontroll diabetes',
    'Sömnsvårigheter',
    'Yrsel',
    'Intyg',
  ],
  akutmottagningen: ['Bröstsmärta', 'Sårskada på underarmen', 'Slag mot huvudet', 'Stukad fot'],
  barnmorskemottagningen: ['Kontroll i graviditetsvecka 28', 'Preventivmedelsrådgivning'],
  folktandvarden: ['Undersökning hos tandläkare', 'Lagad tand', 'Käkvärk', 'Tandskada efter fall'],
  hemsjukvarden: ['Läkemedelsdelning', 'Omläggning'],
};
const languages = ['ar', 'so', 'ti', 'fa', 'prs', 'uk', 'fi'] as const;

/** Someone invented; about one in six needs an interpreter, one in twenty has a protected identity. */
export function invent(index: number, chance: Chance): Person {
  const gender = chance.pick(['female', 'male']);
  const age = chance.pick([
    chance.whole(0, 17),
    chance.whole(18, 39),
    chance.whole(40, 64),
    chance.whole(65, 97),
  ]);
  const unit = unitFor(age, gender, chance);
  const reason = chance.pick(reasons[unit]);
  const found = situationsFor(age, unit, reason, chance);
  const home = chance.pick(municipalities).name;
  return {
    id: `person-${String(index).padStart(2, '0')}`,
    given: chance.pick(given[gender]),
    family: chance.pick(family),
    gender,
    age,
    unit,
    reason,
    situations: found,
    ...(found.includes('protected-identity') ? {} : { municipality: home }),
    ...(found.includes('interpreter') ? { language: chance.pick(languages) } : {}),
  };
}

function unitFor(age: number, gender: 'female' | 'male', chance: Chance): Unit {
  if (age >= 75 && chance.happens(50)) return 'hemsjukvarden';
  if (gender === 'female' && age >= 18 && age <= 45 && chance.happens(30)) {
    return 'barnmorskemottagningen';
  }
  return chance.pick(['vardcentralen', 'vardcentralen', 'akutmottagningen', 'folktandvarden']);
}

function situationsFor(age: number, unit: Unit, reason: string, chance: Chance): Situation[] {
  const holds: Readonly<Record<Situation, boolean>> = {
    'protected-identity': chance.happens(5),
    interpreter: chance.happens(17),
    pregnancy: reason.includes('graviditetsvecka'),
    injury: /skada|Slag|Stukad/.test(reason),
    dental: unit === 'folktandvarden',
    'two-guardians': age < 18,
    'home-care': unit === 'hemsjukvarden',
    'missed-visits': age < 18 && unit === 'folktandvarden' && chance.happens(30),
  };
  return (Object.keys(holds) as Situation[]).filter((each) => holds[each]);
}
