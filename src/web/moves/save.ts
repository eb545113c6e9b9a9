import { type Delivery, revise, settle, submit } from '../../outbox/index.ts';
import type { RevisionReason } from '../../record/index.ts';
import { occasionNow } from '../occasion-now.ts';
import { planNow } from '../plan-now.ts';
import {
  type Asking,
  inHand,
  isUnderWay,
  lastSent,
  notice,
  type Opened,
  opened,
  revising,
  type Sent,
  sending,
  sent,
  type Target,
} from '../state.ts';
import { t } from '../text.ts';
import { closeDraft, isResumed } from './draft.ts';
import { go } from './go.ts';
import { outboxPorts } from './ports.ts';
import { revisionOf } from './revision-of.ts';

/** What was sent for these answers is sent again as it is. */
function toSend(now: Opened, asking: Asking): Sent | undefined {
  if (lastSent.value?.answers === asking.answers) return lastSent.value;
  const occasion = occasionNow(now);
  const plan = planNow(now, asking, occasion);
  if (plan.way === 'note') return undefined;
  const { key, authored, route, encounter } = occasion;
  const way = plan.way === 'transaction' ? plan.way : 'singles';
  return {
    answers: asking.answers,
    parcel: { bundle: plan.bundle, key, patient: occasion.patient.reference, way },
    occasion: { key, authored, route, ...(encounter && { encounter }) },
  };
}

/** After a freeze nothing is shown any more. */
function show(delivery: Delivery): void {
  if (opened.value === undefined) return;
  sending.value = delivery;
  notice.value = t(`delivery.${delivery.state}.title`);
}

/** A fault in the program is no reason to take the answers away: they can still be copied. */
function failed(error: unknown): void {
  show({ state: 'not-saved', why: 'gave-up', certain: false, detail: String(error) });
}

/** A while after it was saved: has another set turned up from something that was late on its way? */
async function lookLater(now: Opened, { parcel }: Sent, shown: Delivery): Promise<void> {
  const later = await settle(parcel, outboxPorts(now.session));
  const known = later.state === 'saved' || later.state === 'conflict';
  if (known && sending.value === shown) show(later);
}

async function sendFirst(now: Opened, what: Sent, fresh: boolean): Promise<void> {
  const done = await submit({ ...what.parcel, fresh }, outboxPorts(now.session), show);
  if (done.state !== 'saved' || opened.value === undefined) return;
  inHand.value = what.occasion;
  void closeDraft();
  await lookLater(now, what, done);
}

function begin(kind: typeof sent.value): void {
  sent.value = kind;
  sending.value = { state: 'sending', attempt: 1 };
}

/** Nothing was ever sent under this key, from here or by a window whose draft was taken up. */
const isFirst = ({ parcel: { key } }: Sent): boolean =>
  lastSent.value?.parcel.key !== key && !isResumed(key);

/** The one place where something is written. What is saved is written again only as a change of it. */
export function save(now: Opened, asking: Asking, again = false): void {
  const change = revising.value?.kind === 'amend' ? revising.value : undefined;
  if (isUnderWay() || (sending.value?.state === 'saved' && change === undefined)) return;
  const what = toSend(now, asking);
  if (what === undefined) return;
  const first = isFirst(what);
  lastSent.value = what;
  begin(change?.kind ?? 'first');
  go({ type: 'send' });
  const done = change
    ? revise(
        { ...revisionOf(now, change, what.parcel), fresh: !again },
        outboxPorts(now.session),
        show,
      )
    : sendFirst(now, what, first);
  done.catch(failed);
}

/** Marks everything from an occasion as an error. */
export function takeBack(now: Opened, reason: RevisionReason, target: Target, again = false): void {
  if (isUnderWay()) return;
  const change = { kind: 'void', reason, target } as const;
  revising.value = change;
  begin('void');
  go({ type: 'send' });
  const revision = { ...revisionOf(now, change), fresh: !again };
  revise(revision, outboxPorts(now.session), show).catch(failed);
}

/** The same once more, after it was not saved. */
export function tryAgain(now: Opened, asking: Asking): void {
  const change = revising.value;
  if (change?.kind === 'void') takeBack(now, change.reason, change.target, true);
  else save(now, asking, true);
}

/** What the chart holds of the occasion now, for another change of it. */
export function savedTarget({ resources }: Extract<Delivery, { state: 'saved' }>): Target {
  const { parcel } = lastSent.value ?? {};
  const [first] = parcel?.bundle.entry ?? [];
  return {
    key: parcel?.key ?? '',
    base: resources,
    security: first?.resource?.meta?.security ?? [],
  };
}
