import type { FhirRequest } from '../../src/fhir/index.ts';
import type { Violation } from './invariants.ts';
import type { ModelServer } from './model-server.ts';
import { canary, type Occasion, theirs } from './occasion.ts';
import { models, type Plan } from './plan.ts';
import { counting, type Opened } from './window.ts';

/** What is claimed is compared with what stands at that very moment. */
export function watch(server: ModelServer, plan: Plan, { key }: Occasion, seen: Violation[]) {
  const holds = (text: string): boolean =>
    server.stored().some((each) => JSON.stringify(each).includes(text));
  const stands = (said: string): boolean => {
    const valid = counting(server.stored(), key).filter((each) =>
      JSON.stringify(each).includes(`${canary} ${said}`),
    );
    const types = new Set(valid.map(({ resourceType }) => resourceType));
    return (
      types.has('DocumentReference') ||
      (types.has('QuestionnaireResponse') && types.has('Observation'))
    );
  };
  const openDrafts = () =>
    server.stored().filter((each) => 'status' in each && each.status === 'in-progress');
  const alone = plan.secondWindowAt === undefined && plan.killedAt === undefined;
  return {
    onShown: ({ shown, name }: Opened): void => {
      if (shown?.state !== 'saved' || stands('a') || stands('b') || holds(theirs)) return;
      // Another window is amending it one by one: some say the old and some the new.
      if (plan.afterwards === 'amend' && stands('')) return;
      const gone = server
        .stored()
        .some((each) => 'status' in each && each.status === 'entered-in-error');
      if (!gone) seen.push({ invariant: 'I3', what: `${name} says saved, and nothing stands` });
    },
    onKept: (said: string): void => {
      const kept = openDrafts().some((each) => JSON.stringify(each).includes(said));
      if (alone && !kept && !holds(theirs)) {
        seen.push({ invariant: 'I3', what: `draft ${said} is not kept` });
      }
    },
    onPutAway: (): void => {
      // What an index does not show yet cannot be put away; it is found when the visit is opened again.
      if (alone && models[plan.model].lagMs === 0 && openDrafts().length > 0) {
        seen.push({ invariant: 'I3', what: 'the draft is said to be put away, and it is not' });
      }
    },
  };
}

/** Nothing with a body leaves a window after its patient or user was changed. */
export function guardedBy(isChanged: () => boolean, seen: Violation[]) {
  return ({ body }: FhirRequest): void => {
    if (body !== undefined && isChanged()) {
      seen.push({ invariant: 'I2', what: 'written after the chart was changed' });
    }
  };
}
