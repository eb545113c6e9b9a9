import type { FhirResource } from '../../src/fhir/index.ts';
import { referencesIn } from '../../src/fhir/index.ts';
import { bystander, canary, theirs } from './occasion.ts';
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
  /** The faults that happened. */
  readonly faults: ReadonlyMap<string, number>;
};

const says = (each: FhirResource, said: string): boolean => JSON.stringify(each).includes(said);

const hasHappened = ({ faults }: End, fault: string): boolean => faults.has(fault);

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

/** Nobody may be told that it is certainly not there when it is. A window beside may have saved it since. */
function certainly({ windows, stored, key, plan }: End): string | undefined {
  if (plan.secondWindowAt !== undefined) return undefined;
  const sure = windows.filter(
    ({ alive, saved }) =>
      alive && saved?.state === 'not-saved' && saved.certain && saved.why !== 'partly',
  );
  return sure.length > 0 && counting(stored, key).some(isMain)
    ? 'said to be certainly not saved, and it is'
    : undefined;
}

/** The same of a change: what is called certainly not made must not be found made. */
function made({ windows, stored, key, plan }: End): string | undefined {
  if (plan.secondWindowAt !== undefined) return undefined;
  const denied = windows.find((each) => each.alive && each.denied !== undefined)?.denied;
  const valid = counting(stored, key);
  const isMade = {
    amend: valid.some((each) => says(each, `${canary} b`)),
    void: !valid.some(isMain),
  };
  return denied && isMade[denied]
    ? `${denied}: said to be certainly not made, and it is`
    : undefined;
}

/** What somebody else wrote is never written over: it stands, or never stood. */
function overwritten(end: End): string | undefined {
  if (!hasHappened(end, 'F15 changed by another')) return undefined;
  return JSON.stringify(end.stored).includes(theirs)
    ? undefined
    : 'what somebody else wrote is written over';
}

/** What is not of the occasion is left alone. */
function touched({ stored }: End): string | undefined {
  const found = stored.find(({ id }) => id === bystander.id);
  return found?.meta?.versionId === '1' ? undefined : 'what is not of the occasion was changed';
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
  // None or several: that is I1, and it is told there.
  if (mains.length !== 1) return undefined;
  if (derived.length !== 1) return `one response, ${derived.length} derived`;
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
  const old = valid.filter((each) => ![`${canary} b`, theirs].some((said) => says(each, said)));
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
function quarrel(end: End): string | undefined {
  const [only, another] = end.windows;
  const undisturbed =
    end.plan.switchedAt === undefined && !hasHappened(end, 'F15 changed by another');
  const alone = another === undefined && undisturbed;
  const shown = only?.shown;
  return alone && shown?.state === 'conflict' && shown.why === 'different'
    ? `a conflict with nobody: ${shown.why}`
    : undefined;
}

/** A token that is not liked any more is renewed: nobody is signed out before that is refused. */
function signedOut(end: End): string | undefined {
  if (hasHappened(end, 'F28 refresh revoked')) return undefined;
  const out = end.windows.some(
    ({ saved }) => saved?.state === 'not-saved' && saved.why === 'signed-out',
  );
  return out ? 'signed out, though the token could be renewed' : undefined;
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
  ['I3', made],
  ['I3', amended],
  ['I3', overwritten],
  ['I3', touched],
  ['I4', silent],
  ['I5', whole],
  ['I6', decided],
  ['I6', quarrel],
  ['I6', signedOut],
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
