import type { FhirRequest } from '../../src/fhir/index.ts';
import type { Situation } from '../../src/outbox/index.ts';
import { type Violation, violations } from './invariants.ts';
import { type Kernel, kernel } from './kernel.ts';
import { type ModelServer, modelServer } from './model-server.ts';
import { ending, type Fault, lineOf, passing } from './network.ts';
import { canary, type Occasion } from './occasion.ts';
import { models, type Plan, planOf } from './plan.ts';
import { counting, type Opened, openWindow, type Setting } from './window.ts';

export type Result = {
  readonly seed: number;
  readonly hash: string;
  readonly plan: Plan;
  readonly end: string;
  readonly events: number;
  /** The faults that were drawn, and how often. */
  readonly faults: ReadonlyMap<Fault, number>;
  readonly violations: readonly Violation[];
};

export type World = { readonly step: () => boolean; readonly result: () => Result };

const occasion: Occasion = { key: 'k', patient: 'Patient/anna' };
const anna: Situation = {
  issuer: 'https://ehr.example/fhir',
  patient: occasion.patient,
  name: 'Anna Prov',
  user: 'Practitioner/siv',
};
const enough = 20_000;

function drawing(world: Kernel, plan: Plan, drawn: Map<Fault, number>) {
  return (): Fault | undefined => {
    if (world.now() >= plan.healsAt) return undefined;
    const end = world.chance(plan.endingTrouble);
    if (!end && !world.chance(plan.trouble)) return undefined;
    const fault = end ? world.pick(ending) : world.pick(passing);
    drawn.set(fault, (drawn.get(fault) ?? 0) + 1);
    return fault;
  };
}

/** What is claimed is compared with what stands at that very moment. */
function watch(server: ModelServer, plan: Plan, seen: Violation[]) {
  const stands = (said: string): boolean => {
    const valid = counting(server.stored(), occasion.key).filter((each) =>
      JSON.stringify(each).includes(`${canary} ${said}`),
    );
    const types = new Set(valid.map(({ resourceType }) => resourceType));
    return (
      types.has('DocumentReference') ||
      (types.has('QuestionnaireResponse') && types.has('Observation'))
    );
  };
  const drafted = (said: string): boolean =>
    server
      .stored()
      .some(
        (each) =>
          'status' in each && each.status === 'in-progress' && JSON.stringify(each).includes(said),
      );
  return {
    onShown: ({ shown, name }: Opened): void => {
      if (shown?.state !== 'saved' || stands('a') || stands('b')) return;
      // Another window is amending it one by one: some say the old and some the new.
      if (plan.afterwards === 'amend' && stands('')) return;
      const gone = server
        .stored()
        .some((each) => 'status' in each && each.status === 'entered-in-error');
      if (!gone) seen.push({ invariant: 'I3', what: `${name} says saved, and nothing stands` });
    },
    onKept: (said: string): void => {
      if (!drafted(said)) seen.push({ invariant: 'I3', what: `draft ${said} is not kept` });
    },
  };
}

/** Nothing with a body leaves a window after its patient or user was changed. */
function guardedBy(situation: () => Situation, seen: Violation[]) {
  return ({ body }: FhirRequest): void => {
    if (body !== undefined && situation() !== anna) {
      seen.push({ invariant: 'I2', what: 'written after the chart was changed' });
    }
  };
}

export function worldOf(seed: number, tell?: (line: string) => void): World {
  const world = kernel(seed, tell);
  const plan = planOf(world);
  world.say(JSON.stringify(plan));
  const newId = (): string => world.random().toString(36).slice(2, 10);
  const server = modelServer(models[plan.model], { now: world.now, newId });
  const seen: Violation[] = [];
  const drawn = new Map<Fault, number>();
  const line = { kernel: world, server, faultFor: drawing(world, plan, drawn), timeoutMs: 30_000 };
  const windows: Opened[] = [];
  const { onShown, onKept } = watch(server, plan, seen);
  let events = 0;

  const open = (name: string): Opened => {
    let situation = anna;
    const check = guardedBy(() => situation, seen);
    let opened: Opened | undefined;
    const raw = lineOf(line, () => opened?.alive ?? true);
    const setting: Setting = {
      kernel: world,
      plan,
      occasion,
      transport: (request) => {
        check(request);
        return raw(request);
      },
      bound: anna,
      current: () => situation,
      onShown,
      onKept:
        plan.secondWindowAt === undefined && plan.killedAt === undefined ? onKept : () => undefined,
    };
    if (windows.length === 0 && plan.switchedAt !== undefined) {
      world.after(plan.switchedAt, () => {
        world.say(`F2x ${plan.switches} changed`);
        situation =
          plan.switches === 'user'
            ? { ...anna, user: 'Practitioner/eva' }
            : { ...anna, patient: 'Patient/bo', name: 'Bo Prov' };
      });
    }
    opened = openWindow(name, setting);
    windows.push(opened);
    return opened;
  };

  world.after(0, () => {
    const first = open('first');
    const { killedAt, resumedAt } = plan;
    if (killedAt !== undefined) {
      world.after(killedAt, () => {
        world.say('F20 killed');
        first.alive = false;
      });
    }
    if (resumedAt !== undefined) world.after(resumedAt, () => open('resumed'));
  });
  if (plan.secondWindowAt !== undefined) world.after(plan.secondWindowAt, () => open('second'));
  if (plan.sleepsAt !== undefined)
    world.after(plan.sleepsAt, () => world.shut(8 * 60 * 60 * 1_000));

  return {
    step: () => {
      events += 1;
      return events < enough && world.step();
    },
    result: () => {
      const end = windows.map(({ name, shown }) => `${name} ${endOf(shown)}`).join(', ');
      const stored = server.stored();
      const found = violations({ plan, ...occasion, windows, stored, seen });
      world.say(`${end} ${stored.map((each) => `${each.resourceType}/${each.id}`).join()}`);
      const hash = world.hash();
      return { seed, hash, plan, end, events, faults: drawn, violations: found };
    },
  };
}

function endOf(shown: Opened['shown']): string {
  if (shown === undefined) return 'nothing';
  return 'why' in shown ? `${shown.state} ${shown.why}` : shown.state;
}
