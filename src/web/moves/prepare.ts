import { TransportError } from '../../fhir/index.ts';
import { start } from '../../questionnaire/index.ts';
import { localInstant } from '../clock.ts';
import { readForm } from '../content/read-form.ts';
import { faultOf } from '../fault-of.ts';
import { asking, begun, capability, type Opened, opened } from '../state.ts';
import { findDraft, keepDrafts } from './draft.ts';
import { lookBack } from './look-back.ts';
import { stop } from './stop.ts';

async function openForm({ audience, pack, session }: Opened): Promise<() => Promise<void>> {
  const { form, fill, unavailable } = await readForm(audience.questionnaire);
  const now = localInstant(new Date(), pack.timeZone);
  const answers = start(form, { now, unavailable });
  begun.value = asking.value = { form, answers };
  return async () => {
    const filled = await fill?.(form, session, now);
    // The page may have been left meanwhile.
    if (filled === undefined || begun.value === undefined) return;
    begun.value = { form, ...filled };
    // Nothing waits for the chart: what comes after the gate is passed comes too late, and is asked.
    if (asking.value?.answers === answers) asking.value = begun.value;
  };
}

/** What the server says it can do. Unknown means that nothing can be promised: the note, until it answers. */
export async function askCapability({ session }: Opened): Promise<void> {
  try {
    const reply = await session.transport({ method: 'GET', path: 'metadata' });
    if (reply.resource?.resourceType === 'CapabilityStatement') capability.value = reply.resource;
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    capability.value = undefined;
  }
}

export type Prepared = {
  readonly form: Promise<unknown>;
  readonly past: Promise<void>;
  readonly chart: Promise<void>;
};

let pending: Prepared | undefined;

/** Once, while the gate is read. */
export function prepared(now: Opened): Prepared {
  if (pending !== undefined) return pending;
  const form = openForm(now);
  const past = form.then(async () => {
    await Promise.all([lookBack(now), findDraft(now)]);
  });
  const chart = form.then((fill) => fill());
  pending = { form, past, chart };
  return pending;
}

export function prepare(): void {
  const now = opened.value;
  if (now === undefined) return;
  const { past, chart } = prepared(now);
  const tell = (error: unknown): void => stop(faultOf(error));
  past.catch(tell);
  chart.catch(tell);
  keepDrafts(now, tell);
  void askCapability(now);
}
