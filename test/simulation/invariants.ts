import type { FhirResource } from '../../src/fhir/index.ts';
import { referencesIn } from '../../src/fhir/index.ts';
import { canary } from './occasion.ts';
import type { Plan } from './plan.ts';
import { models } from './plan.ts';
import { counting, type Opened } from './window.ts';

/** I1 to I7 of docs/reliability.md, and what was seen that breaks it. */
export type Violation = {
  readonly invariant: `I${1 | 2 | 3 | 4 | 5 | 6 | 7}`;
  readonly what: string;
};

export type End = {
  readonly plan: Plan;
  readonly key: string;
  readonly patient: string;
  readonly windows: readonly Opened[];
  readonly stored: readonly FhirResource[];
  /** Seen while it went on. */
  readonly seen: readonly Violation[];
};

const isMain = (each: FhirResource): boolean =>
  each.resourceType === 'QuestionnaireResponse' || each.resourceType === 'DocumentReference';

const isReported = ({ shown }: Opened): boolean => shown?.state === 'conflict';

/** A window that has looked once more when all had landed vouches for the whole. */
function once({ windows, stored, key, plan }: End): string | undefined {
  const mains = counting(stored, key).filter(isMain).length;
  const written = stored.some((each) => isMain(each) && each.meta?.tag?.[0]?.code === key);
  if (written && mains === 0 && plan.afterwards !== 'void') return 'all of it taken back by nobody';
  if (windows.some(isReported)) return undefined;
  const taken = windows.some(({ revised }) => revised === 'void');
  const vouched = windows.some(({ settled }) => settled);
  if (vouched && plan.afterwards !== 'void' && mains !== 1) return `${mains} records, saved`;
  if (vouched && !taken && mains > 1) return `${mains} records, saved`;
  const careful = !models[plan.model].ignoresConditions && plan.model === 'linearizable';
  return careful && mains > 1 ? `${mains} records` : undefined;
}

function whose({ stored, patient }: End): string | undefined {
  const subjects = stored.flatMap((each) =>
    'subject' in each && each.subject && 'reference' in each.subject ? each.subject.reference : [],
  );
  return subjects.every((each) => each === patient) ? undefined : `about ${subjects.join()}`;
}

function certainly({ windows, stored, key }: End): string | undefined {
  const [only, another] = windows;
  const shown = only?.saved;
  if (another || shown?.state !== 'not-saved' || !shown.certain || shown.why === 'partly') return;
  return counting(stored, key).some(isMain)
    ? 'said to be certainly not saved, and it is'
    : undefined;
}

function silent({ windows }: End): string | undefined {
  const left = windows.filter(({ alive }) => alive);
  const broken = left.find(({ broken }) => broken !== undefined);
  if (broken) return `${broken.name} broke: ${String(broken.broken)}`;
  const waiting = left.find(({ finished }) => !finished);
  return waiting ? `${waiting.name} never came to an end` : undefined;
}

function whole(end: End): string | undefined {
  const { windows, stored, key } = end;
  if (windows.some(isReported) || !windows.some(({ settled }) => settled)) return undefined;
  const valid = counting(stored, key);
  const derived = valid.filter(({ resourceType }) => resourceType === 'Observation');
  const mains = valid.filter(isMain);
  if (windows.some(({ revised }) => revised === 'void')) {
    return valid.every(({ resourceType }) => resourceType === 'Provenance')
      ? undefined
      : 'taken back in part';
  }
  const revising = windows.some(({ shown }) => shown?.state === 'not-saved');
  if (revising || end.plan.wants === 'document') return undefined;
  if (derived.length !== mains.length)
    return `${mains.length} responses, ${derived.length} derived`;
  const there = new Set(mains.map(({ resourceType, id }) => `${resourceType}/${id}`));
  const loose = derived
    .flatMap(referencesIn)
    .find((each) => !/^Patient/.test(each) && !there.has(each));
  return loose === undefined ? undefined : `derived from ${loose}, which does not count`;
}

function amended({ windows, stored, key }: End): string | undefined {
  if (!windows.some(({ revised }) => revised === 'amend') || windows.some(isReported))
    return undefined;
  const valid = counting(stored, key).filter((each) => each.resourceType !== 'Provenance');
  const old = valid.filter((each) => !JSON.stringify(each).includes(`${canary} b`));
  return old.length === 0 ? undefined : 'amended, and the old still stands';
}

/** Decided within a minute of the last fault; what the person or the EHR did then does not count. */
function decided({ windows, plan }: End): string | undefined {
  if (plan.sleepsAt !== undefined || plan.drafts) return undefined;
  const opened = Math.max(plan.secondWindowAt ?? 0, plan.resumedAt ?? 0, plan.healsAt);
  const late = windows.find(
    ({ alive, decidedAt }) => alive && decidedAt !== undefined && decidedAt > opened + 60_000,
  );
  return late
    ? `${late.name} decided ${Math.round((late.decidedAt ?? 0) - opened)} ms after`
    : undefined;
}

/** With one window and one patient there is nobody to be in conflict with. */
function quarrel({ windows, plan }: End): string | undefined {
  const [only, another] = windows;
  const alone = another === undefined && plan.switchedAt === undefined;
  const shown = only?.shown;
  return alone && shown?.state === 'conflict' && shown.why === 'different'
    ? `a conflict with nobody: ${shown.why}`
    : undefined;
}

function told({ windows }: End): string | undefined {
  return windows.some(({ shown, broken }) => `${JSON.stringify(shown)}${broken}`.includes(canary))
    ? 'an answer is in what the program says of the save'
    : undefined;
}

const all = [
  ['I1', once],
  ['I2', whose],
  ['I3', certainly],
  ['I3', amended],
  ['I4', silent],
  ['I5', whole],
  ['I6', decided],
  ['I6', quarrel],
  ['I7', told],
] as const;

/** Everything that is not as it must be when nothing more can happen. */
export function violations(end: End): readonly Violation[] {
  const found = all.flatMap(([invariant, check]): readonly Violation[] => {
    const what = check(end);
    return what === undefined ? [] : [{ invariant, what }];
  });
  return [...end.seen, ...found];
}
