import type { Alert, Duty, Pack, ServiceRole, Step, Words } from '../../routine/index.ts';
import type { Finding, Property } from './finding.ts';

/** What a step must do and say for a duty to be seen to; a word in `ensures` alone sees to nothing. */
type Doing = {
  readonly property: Property;
  /** One of these is listed in the step. */
  readonly roles?: readonly ServiceRole[];
  /** What its text cannot do without, in the languages that are known here. */
  readonly says?: Readonly<Record<string, RegExp>>;
  /** The tasks of the step may say it for an alert. */
  readonly inTasks?: true;
};

const doings: Readonly<Record<Duty, Doing>> = {
  'report-child': {
    property: 3,
    roles: ['child-protection'],
    says: { sv: /anmäl/i, en: /report|child protection|social services/i },
  },
  'nobody-informed-first': {
    property: 3,
    roles: ['child-protection'],
    says: { sv: /informera ingen/i, en: /inform (no|nobody|none)\b/i },
    inTasks: true,
  },
  'parent-told-first': {
    property: 3,
    says: { sv: /först/i, en: /first/i },
    inTasks: true,
  },
  'medical-assessment': {
    property: 4,
    roles: ['health-care'],
    says: {
      sv: /bedöm|undersök|läkar|mödravård|sjukhus/i,
      en: /assess|examin|check|doctor|maternity|hospital/i,
    },
  },
  protection: {
    property: 4,
    roles: ['emergency', 'police', 'social-services', 'child-protection', 'support'],
    says: {
      sv: /skydd|trygg|fara|112|socialtjänst|socialjour/i,
      en: /protect|safe|danger|112|social services|emergency/i,
    },
  },
  'planned-occasion': { property: 5 },
};

/** A person and a day can be written in the step. */
function plans({ gate, agreement }: Pack, { items = [] }: Step): boolean {
  const { nextPerson, nextDate } = gate.items;
  const pairs = [
    [nextPerson, nextDate],
    [agreement.person, agreement.date],
  ];
  return pairs.some((pair) => pair.every((item) => items.includes(item)));
}

function silentIn(words: readonly Words[], says: Doing['says']): readonly string[] {
  return Object.entries(says ?? {}).flatMap(([language, needed]) => {
    const texts = words.flatMap((each) => each[language] ?? []);
    return texts.length === 0 || texts.some((text) => needed.test(text)) ? [] : [language];
  });
}

function unsaid({ says, inTasks }: Doing, { tasks = [] }: Step, alert?: Alert): readonly string[] {
  if (says === undefined) return [];
  const words = alert === undefined ? tasks : [alert.text, ...(inTasks ? tasks : [])];
  return words.length === 0 ? ['any language'] : silentIn(words, says);
}

/** What is lacking for the duty: whom to turn to, where to write it, the words in a language. */
function lacking(pack: Pack, duty: Duty, step: Step, alert?: Alert): readonly string[] {
  const { roles } = doings[duty];
  const nobody = roles && !roles.some((role) => step.services?.includes(role));
  return [
    ...(nobody ? [`no ${roles.join(' or ')} among its services`] : []),
    ...(duty === 'planned-occasion' && !plans(pack, step)
      ? ['no items for a person and a day']
      : []),
    ...unsaid(doings[duty], step, alert).map(
      (language) => `its text does not say so (${language})`,
    ),
  ];
}

function told(pack: Pack, step: Step, alert?: Alert): readonly Finding[] {
  const path = alert ? `steps.${step.id}.alerts.${alert.id}` : `steps.${step.id}`;
  return ((alert ?? step).ensures ?? []).flatMap((duty) =>
    lacking(pack, duty, step, alert).map(
      (found): Finding => ({
        code: 'ensures-not-done',
        weight: 'fault',
        property: doings[duty].property,
        path,
        found: `${duty}: ${found}`,
      }),
    ),
  );
}

/** Every `ensures` rests on what the step does: whom it lists, what it says, what can be written in it. */
export function duties(pack: Pack): readonly Finding[] {
  return pack.steps.flatMap((step) => [
    ...told(pack, step),
    ...(step.alerts ?? []).flatMap((alert) => told(pack, step, alert)),
  ]);
}
