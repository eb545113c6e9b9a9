import type { FhirResource, Transport } from '../../src/fhir/index.ts';
import { system } from '../../src/fhir/index.ts';
import {
  bind,
  type Delivery,
  draftOn,
  type Parcel,
  revise,
  type Situation,
  settle,
  submit,
} from '../../src/outbox/index.ts';
import type { Kernel } from './kernel.ts';
import { draftOf, noteOf, type Occasion, recordOf, signatureOf } from './occasion.ts';
import type { Model, Plan } from './plan.ts';
import { models } from './plan.ts';

/** One window of the program and all that it has said. */
export type Opened = {
  readonly name: string;
  alive: boolean;
  frozen: boolean;
  /** What stands on the screen. */
  shown: Delivery | undefined;
  /** What the save itself came to, and when. */
  saved: Delivery | undefined;
  decidedAt: number | undefined;
  settled: boolean;
  revised: 'amend' | 'void' | undefined;
  /** A change that it has called certainly not made. */
  denied: 'amend' | 'void' | undefined;
  finished: boolean;
  broken: unknown;
};

export type Setting = {
  readonly kernel: Kernel;
  readonly plan: Plan;
  readonly occasion: Occasion;
  readonly transport: Transport;
  readonly current: () => Situation;
  readonly bound: Situation;
  /** Nothing was sent before, by this window or one that died. */
  readonly fresh: boolean;
  /** Told at the very moment: what is shown, and which answers the server is said to keep. */
  readonly onShown: (window: Opened) => void;
  readonly onKept: (said: string) => void;
  /** The draft is said to be put away. */
  readonly onPutAway: () => void;
};

const isOneByOne = (model: Model): boolean => models[model].bundles === 'none';

function parcelOf({ plan, occasion, fresh }: Setting): Parcel {
  const document = plan.wants === 'document';
  const bundle = document ? noteOf(occasion, 'a') : recordOf(occasion, 'a');
  const way = document || isOneByOne(plan.model) ? 'singles' : 'transaction';
  return { ...occasion, bundle, way, fresh };
}

async function writeDrafts(setting: Setting, transport: Transport) {
  const draft = draftOn({ transport, sleep: setting.kernel.sleep });
  for (const said of ['one', 'two', 'a']) {
    await setting.kernel.sleep(setting.kernel.between(200, 3_000));
    if ((await draft.keep(draftOf(setting.occasion, said))) === 'kept') setting.onKept(said);
  }
  return draft;
}

/** The saved record changed from the screen that shows it. */
async function change(
  setting: Setting,
  ports: Parameters<typeof revise>[1],
  opened: Opened,
  saved: Extract<Delivery, { state: 'saved' }>,
): Promise<void> {
  const { plan, occasion } = setting;
  if (plan.afterwards === 'nothing') return;
  const amend = plan.afterwards === 'amend';
  const wanted = plan.wants === 'document' ? noteOf(occasion, 'b') : recordOf(occasion, 'b');
  const way = isOneByOne(plan.model) ? 'singles' : 'transaction';
  const provenance = signatureOf(occasion.key, `${occasion.key}#${plan.afterwards}`);
  const revision = { ...occasion, base: saved.resources, provenance, ...(amend && { wanted }) };
  const final = await revise({ ...revision, way, fresh: true }, ports, () => undefined);
  setting.kernel.say(`${opened.name} ${plan.afterwards} ${final.state}`);
  opened.shown = final;
  if (final.state === 'saved') opened.revised = plan.afterwards;
  const denied = final.state === 'not-saved' && final.certain && final.why !== 'partly';
  if (denied) opened.denied = plan.afterwards;
}

async function visit(setting: Setting, opened: Opened): Promise<void> {
  const { kernel, plan } = setting;
  const binding = bind(setting.bound, {
    current: setting.current,
    onFrozen: () => {
      opened.frozen = true;
    },
  });
  const transport = binding.guard(setting.transport);
  const ports = { transport, now: kernel.now, sleep: kernel.sleep, random: kernel.random };
  const draft = plan.drafts ? await writeDrafts(setting, transport) : undefined;
  const show = (delivery: Delivery): void => {
    opened.shown = delivery;
    kernel.say(`${opened.name} ${delivery.state}`);
    setting.onShown(opened);
  };
  const parcel = parcelOf(setting);
  const final = await submit(parcel, ports, show);
  opened.saved = final;
  opened.decidedAt = kernel.now();
  if (final.state !== 'saved') return;
  if ((await draft?.close()) === 'kept') setting.onPutAway();
  const settled = await settle(parcel, ports);
  kernel.say(`${opened.name} settled ${settled.state}`);
  opened.settled = settled.state === 'saved';
  opened.shown = settled;
  if (settled.state === 'saved') await change(setting, ports, opened, settled);
}

export function openWindow(name: string, setting: Setting): Opened {
  const opened: Opened = {
    name,
    alive: true,
    frozen: false,
    shown: undefined,
    saved: undefined,
    decidedAt: undefined,
    settled: false,
    revised: undefined,
    denied: undefined,
    finished: false,
    broken: undefined,
  };
  visit(setting, opened).then(
    () => {
      opened.finished = true;
    },
    (error: unknown) => {
      opened.broken = error;
    },
  );
  return opened;
}

/** The record's own resources that count. */
export function counting(stored: readonly FhirResource[], key: string): readonly FhirResource[] {
  return stored.filter(
    (each) =>
      each.meta?.tag?.some((tag) => tag.system === system.occasion && tag.code === key) &&
      !('status' in each && each.status === 'entered-in-error'),
  );
}
