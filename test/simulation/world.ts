import type { FhirRequest } from '../../src/fhir/index.ts';
import type { Situation } from '../../src/outbox/index.ts';
import { openAll, type Stage, setInTrain } from './beside.ts';
import { type Violation, violations } from './invariants.ts';
import { type Kernel, kernel } from './kernel.ts';
import { modelServer } from './model-server.ts';
import { ending, type Fault, type Line, lineOf, passing } from './network.ts';
import { bystander, type Occasion } from './occasion.ts';
import { models, type Plan, planOf } from './plan.ts';
import { guardedBy, watch } from './watch.ts';
import { type Opened, openWindow, type Setting } from './window.ts';

export type Result = {
  readonly seed: number;
  readonly hash: string;
  readonly plan: Plan;
  readonly end: string;
  readonly events: number;
  /** The faults that happened, and how often. */
  readonly faults: ReadonlyMap<string, number>;
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

function drawing(world: Kernel, plan: Plan, drawn: Map<string, number>) {
  // Only a batch can fail in one entry and stand in the others.
  const canFailInPart = ({ body }: FhirRequest): boolean =>
    body?.resourceType === 'Bundle' && models[plan.model].bundles === 'batch';
  const draw = (request: FhirRequest): Fault | undefined => {
    const end = world.chance(plan.endingTrouble);
    if (!end && !world.chance(plan.trouble)) return undefined;
    if (end) return world.pick(ending);
    return canFailInPart(request) && world.chance(0.3)
      ? 'F26 one entry fails'
      : world.pick(passing);
  };
  return (request: FhirRequest, justRenewed: boolean): Fault | undefined => {
    const fault = world.now() < plan.healsAt ? draw(request) : undefined;
    if (fault === undefined || (fault === 'F10 401' && justRenewed)) return undefined;
    drawn.set(fault, (drawn.get(fault) ?? 0) + 1);
    return fault;
  };
}

type Watch = ReturnType<typeof watch>;

/** Opens windows of one occasion. In the first of them the chart or the user may change under way. */
function opener(stage: Stage, line: Line, watching: Watch, seen: Violation[]) {
  const { world, plan, happened } = stage;
  const windows: Opened[] = [];
  const changed: Situation =
    plan.switches === 'user'
      ? { ...anna, user: 'Practitioner/eva' }
      : { ...anna, patient: 'Patient/bo', name: 'Bo Prov' };
  const open = (name: string, fresh: boolean): Opened => {
    let situation = anna;
    const check = guardedBy(() => situation !== anna, seen);
    let opened: Opened | undefined;
    if (windows.length === 0 && plan.switchedAt !== undefined) {
      world.after(plan.switchedAt, () => {
        happened(plan.switches === 'user' ? 'F23 user switched' : 'F22 patient switched');
        world.say(`F2x ${plan.switches} changed`);
        situation = changed;
      });
    }
    const setting: Setting = {
      kernel: world,
      plan,
      occasion,
      transport: lineOf(line, { isAlive: () => opened?.alive ?? true, onLeaving: check }),
      bound: anna,
      fresh,
      current: () => situation,
      ...watching,
    };
    opened = openWindow(name, setting);
    windows.push(opened);
    return opened;
  };
  return { windows, open };
}

export function worldOf(seed: number, tell?: (line: string) => void): World {
  const world = kernel(seed, tell);
  const plan = planOf(world);
  world.say(JSON.stringify(plan));
  const newId = (): string => world.random().toString(36).slice(2, 10);
  const server = modelServer(models[plan.model], { now: world.now, newId });
  server.add(bystander);
  const seen: Violation[] = [];
  const drawn = new Map<string, number>();
  const happened: Stage['happened'] = (what, times = 1) => {
    if (times > 0) drawn.set(what, (drawn.get(what) ?? 0) + times);
  };
  let clock = 0;
  const line: Line = {
    kernel: world,
    server,
    faultFor: drawing(world, plan, drawn),
    timeoutMs: 30_000,
    wall: () => world.now() + clock,
  };
  const stage: Stage = { world, plan, server, happened };
  const { windows, open } = opener(stage, line, watch(server, plan, occasion, seen), seen);
  setInTrain(stage, (by) => {
    clock += by;
  });
  openAll(stage, open);
  let events = 0;
  return {
    step: () => {
      events += 1;
      return events < enough && world.step();
    },
    result: () => {
      const end = windows.map(({ name, shown }) => `${name} ${endOf(shown)}`).join(', ');
      const stored = server.stored();
      const { refusedVersions, behind } = server.counts();
      happened('F15 412 with cause', refusedVersions);
      happened('F27 index behind', behind);
      const found = violations({ plan, ...occasion, windows, stored, seen, faults: drawn });
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
