import { type Delivery, type Parcel, revise, submit } from '../../outbox/index.ts';
import type { Answers } from '../../questionnaire/index.ts';
import { faultOf } from '../fault-of.ts';
import { planNow } from '../plan-now.ts';
import { type Asking, fault, notice, type Opened, revising, sending, sent } from '../state.ts';
import { t } from '../text.ts';
import { go } from './go.ts';
import { outboxPorts } from './ports.ts';
import { revisionOf } from './revision-of.ts';

/** What was sent for these answers: trying again sends the very same. */
let last: { readonly answers: Answers; readonly parcel: Parcel } | undefined;

function parcelOf(now: Opened, asking: Asking): Parcel | undefined {
  if (last?.answers === asking.answers) return last.parcel;
  const plan = planNow(now, asking);
  if (plan.way === 'note') return undefined;
  const patient = `Patient/${now.session.patient.id}`;
  const parcel = { bundle: plan.bundle, key: now.key, patient };
  last = { answers: asking.answers, parcel };
  return parcel;
}

function show(delivery: Delivery): void {
  sending.value = delivery;
  notice.value = t(`delivery.${delivery.state}.title`);
}

function send(now: Opened, parcel: Parcel): void {
  const change = revising.value;
  const ports = outboxPorts(now.session);
  sent.value = change?.kind ?? 'first';
  sending.value = { state: 'sending', attempt: 1 };
  const done = change
    ? revise(revisionOf(now, parcel, change), ports, show)
    : submit(parcel, ports, show);
  done.catch((error: unknown) => {
    fault.value = faultOf(error);
  });
}

const isUnderWay = (state: Delivery['state'] | undefined): boolean =>
  state === 'sending' || state === 'waiting';

/** The one place where something is written. What is saved is written again only as a change of it. */
export function save(now: Opened, asking: Asking): void {
  const { state } = sending.value ?? {};
  if (isUnderWay(state) || (state === 'saved' && revising.value?.kind !== 'amend')) return;
  const parcel = parcelOf(now, asking);
  if (parcel === undefined) return;
  go({ type: 'send' });
  send(now, parcel);
}

/** Marks everything from this occasion as an error. What was sent says what that is. */
export function takeBack(now: Opened): void {
  if (isUnderWay(sending.value?.state) || last === undefined) return;
  send(now, last.parcel);
}
