import type { FhirResource } from '../../src/fhir/index.ts';
import type { Kernel } from './kernel.ts';
import type { ModelServer } from './model-server.ts';
import { theirs } from './occasion.ts';
import type { Plan } from './plan.ts';
import type { Opened } from './window.ts';

/** What happens beside the line, numbered as in docs/reliability.md. */
export type Beside =
  | 'F15 412 with cause'
  | 'F15 changed by another'
  | 'F20 window killed'
  | 'F21 second window'
  | 'F22 patient switched'
  | 'F23 user switched'
  | 'F24 eight hours asleep'
  | 'F24 clock set'
  | 'F27 index behind';

export type Stage = {
  readonly world: Kernel;
  readonly plan: Plan;
  readonly server: ModelServer;
  readonly happened: (what: Beside, times?: number) => void;
};

function rewritten(each: FhirResource): FhirResource {
  return each.resourceType === 'DocumentReference'
    ? { ...each, content: [{ attachment: { data: theirs } }] }
    : ({ ...each, item: [{ linkId: 'one', answer: [{ valueString: theirs }] }] } as FhirResource);
}

const isOthersToo = (each: FhirResource): boolean =>
  (each.resourceType === 'QuestionnaireResponse' || each.resourceType === 'DocumentReference') &&
  each.status !== 'entered-in-error';

/** Somebody else writes a new version of whatever answers or note stand, or waits until some do. */
function meddle(stage: Stage, until: number): void {
  const { world, server, happened } = stage;
  const found = server.stored().filter(isOthersToo);
  if (found.length === 0 && world.now() < until) world.after(1_000, () => meddle(stage, until));
  for (const each of found) {
    world.say('F15 changed by another');
    happened('F15 changed by another');
    const path = `${each.resourceType}/${each.id}`;
    server.take({ method: 'PUT', path, body: rewritten(each) }).finish();
  }
}

/** What the plan has in store beside the line and the windows. */
export function setInTrain(stage: Stage, onClockSet: (by: number) => void): void {
  const { world, plan, happened } = stage;
  const { meddledAt, sleepsAt, clockSetAt, clockSetBy = 0 } = plan;
  if (meddledAt !== undefined) world.after(meddledAt, () => meddle(stage, meddledAt + 60_000));
  if (sleepsAt !== undefined) {
    world.after(sleepsAt, () => {
      happened('F24 eight hours asleep');
      world.shut(8 * 60 * 60 * 1_000);
    });
  }
  if (clockSetAt !== undefined) {
    world.after(clockSetAt, () => {
      happened('F24 clock set');
      onClockSet(clockSetBy);
    });
  }
}

/** The windows of the plan: one, perhaps killed and followed by another, perhaps a second beside it. */
export function openAll(stage: Stage, open: (name: string, fresh: boolean) => Opened): void {
  const { world, plan, happened } = stage;
  const { killedAt, resumedAt, secondWindowAt } = plan;
  world.after(0, () => {
    const first = open('first', true);
    if (killedAt !== undefined) {
      world.after(killedAt, () => {
        world.say('F20 killed');
        if (!first.finished) happened('F20 window killed');
        first.alive = false;
      });
    }
    if (resumedAt !== undefined) world.after(resumedAt, () => open('resumed', false));
  });
  if (secondWindowAt !== undefined) {
    world.after(secondWindowAt, () => {
      happened('F21 second window');
      open('second', false);
    });
  }
}
