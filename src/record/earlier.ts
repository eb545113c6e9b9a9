import type { FhirResource, Observation, ServiceRequest, Task } from '../fhir/index.ts';
import { parseReference, system } from '../fhir/index.ts';
import type { ResultCode } from '../routine/index.ts';
import { resultCode } from '../routine/index.ts';
import { resultIn } from './observation.ts';

/** An occasion as it may be shown again: when, and how it came out. Never an answer. */
export type EarlierOccasion = {
  /** FHIR dateTime as it is stored. */
  readonly date: string;
  readonly result: ResultCode;
  /** The occasion's key, by which all of it is found; absent where a server has dropped the mark. */
  readonly key?: string;
};

export type OpenReferral = {
  readonly task: Task;
  readonly authoredOn?: string;
  /** The receiver's name, when the ServiceRequest is among the resources. */
  readonly service?: string;
};

export type Earlier = {
  /** The latest first. */
  readonly occasions: readonly EarlierOccasion[];
  readonly openReferrals: readonly OpenReferral[];
};

const closed: ReadonlySet<Task['status']> = new Set([
  'completed',
  'cancelled',
  'failed',
  'rejected',
  'entered-in-error',
]);

function occasionIn(resource: Observation): readonly EarlierOccasion[] {
  const result = resultCode.safeParse(resultIn(resource));
  const date = resource.effectiveDateTime;
  const counts = resource.status !== 'entered-in-error' && resource.status !== 'cancelled';
  if (!result.success || date === undefined || !counts) return [];
  const key = resource.meta?.tag?.find((tag) => tag.system === system.occasion)?.code;
  return [{ date, result: result.data, ...(key !== undefined && { key }) }];
}

function isOurReferral(task: Task): boolean {
  return (
    task.intent === 'order' &&
    !closed.has(task.status) &&
    (task.identifier?.some((each) => each.system === system.occasion) ?? false)
  );
}

function referralIn(task: Task, requests: ReadonlyMap<string, ServiceRequest>): OpenReferral {
  const focus = parseReference(task.focus?.reference);
  const service = focus && requests.get(focus.id)?.performer?.[0]?.display;
  return {
    task,
    ...(task.authoredOn && { authoredOn: task.authoredOn }),
    ...(service && { service }),
  };
}

/**
 * What the next opening may show, from whatever a search of Observation, Task and ServiceRequest gave.
 * A clock time is compared as text within one site's own offset; days never mix up.
 */
export function earlierOccasions(resources: readonly FhirResource[]): Earlier {
  const requests = new Map<string, ServiceRequest>();
  for (const each of resources) {
    if (each.resourceType === 'ServiceRequest' && each.id) requests.set(each.id, each);
  }
  const occasions = resources
    .flatMap((each) => (each.resourceType === 'Observation' ? occasionIn(each) : []))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  const openReferrals = resources.flatMap((each) =>
    each.resourceType === 'Task' && isOurReferral(each) ? [referralIn(each, requests)] : [],
  );
  return { occasions, openReferrals };
}
