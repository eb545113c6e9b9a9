import { type Parcel, submit } from '../../outbox/index.ts';
import type { Answers } from '../../questionnaire/index.ts';
import { faultOf } from '../fault-of.ts';
import { planNow } from '../plan-now.ts';
import { type Asking, fault, notice, type Opened, sending } from '../state.ts';
import { t } from '../text.ts';
import { go } from './go.ts';

/** What was sent for these answers: trying again sends the very same. */
let last: { readonly answers: Answers; readonly parcel: Parcel } | undefined;
let wakeUp: (() => void) | undefined;

function parcelOf(now: Opened, asking: Asking): Parcel | undefined {
  if (last?.answers === asking.answers) return last.parcel;
  const plan = planNow(now, asking);
  if (plan.way === 'note') return undefined;
  const patient = `Patient/${now.session.patient.id}`;
  const parcel = { bundle: plan.bundle, key: now.key, patient };
  last = { answers: asking.answers, parcel };
  return parcel;
}

/** "Try now", or the network is back. */
export function tryNow(): void {
  wakeUp?.();
}

function wake(): Promise<void> {
  return new Promise((resolve) => {
    wakeUp = resolve;
    window.addEventListener('online', () => resolve(), { once: true });
  });
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function send(now: Opened, parcel: Parcel): Promise<void> {
  await submit(
    parcel,
    {
      transport: now.session.transport,
      now: () => performance.now(),
      sleep,
      random: Math.random,
      wake,
    },
    (delivery) => {
      sending.value = delivery;
      notice.value = t(`delivery.${delivery.state}.title`);
    },
  );
}

/** The one place where something is written. */
export function save(now: Opened, asking: Asking): void {
  const { state } = sending.value ?? {};
  if (state === 'sending' || state === 'waiting' || state === 'saved') return;
  const parcel = parcelOf(now, asking);
  if (parcel === undefined) return;
  sending.value = { state: 'sending', attempt: 1 };
  go({ type: 'send' });
  send(now, parcel).catch((error: unknown) => {
    fault.value = faultOf(error);
  });
}
