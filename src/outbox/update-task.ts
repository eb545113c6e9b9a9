import type { FhirReply, Task, Transport } from '../fhir/index.ts';
import { outcomeText, TransportError } from '../fhir/index.ts';
import { verdictOf } from './policy.ts';

/** `conflict`: somebody else changed it since it was read; `unknown`: no answer, so look before trying again. */
export type TaskUpdate =
  | { readonly state: 'ok'; readonly version?: string }
  | { readonly state: 'conflict' }
  | {
      readonly state: 'failed';
      readonly why: 'rejected' | 'forbidden' | 'signed-out' | 'unknown' | 'no-version';
      readonly detail?: string;
    };

function okAt(version: string | undefined): TaskUpdate {
  return { state: 'ok', ...(version && { version }) };
}

function says(task: Task): string {
  return JSON.stringify([task.status, task.statusReason?.text, task.lastModified]);
}

/** What stands there now decides: ours already, untouched, or what somebody else wrote. */
async function settle(transport: Transport, task: Task, detail: string): Promise<TaskUpdate> {
  const reply = await transport({ method: 'GET', path: `Task/${task.id}` });
  const stored = reply.resource;
  if (verdictOf(reply.status) !== 'done' || stored?.resourceType !== 'Task') {
    return { state: 'failed', why: 'unknown', detail };
  }
  if (says(stored) === says(task)) return okAt(stored.meta?.versionId);
  const untouched = stored.meta?.versionId === task.meta?.versionId;
  return untouched ? { state: 'failed', why: 'unknown', detail } : { state: 'conflict' };
}

async function judge(transport: Transport, task: Task, reply: FhirReply): Promise<TaskUpdate> {
  const detail = outcomeText(reply.resource);
  const verdict = verdictOf(reply.status);
  switch (verdict) {
    case 'done':
      return settle(transport, task, detail);
    case 'again':
    case 'look':
      return settle(transport, task, detail || String(reply.status));
    case 'rejected':
    case 'forbidden':
    case 'signed-out':
      return { state: 'failed', why: verdict, ...(detail && { detail }) };
  }
}

async function put(transport: Transport, task: Task, version: string): Promise<TaskUpdate> {
  try {
    const reply = await transport({
      method: 'PUT',
      path: `Task/${task.id}`,
      body: task,
      ifMatch: `W/"${version}"`,
    });
    return await judge(transport, task, reply);
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    if (error.code === 'signed-out') return { state: 'failed', why: 'signed-out' };
    return settle(transport, task, error.code);
  }
}

/**
 * Writes a referral's new status over exactly the version that was read, and reads it back. It is not tried
 * again by itself: the person who filled in the form is still there.
 */
export async function updateTask(transport: Transport, task: Task): Promise<TaskUpdate> {
  const version = task.meta?.versionId;
  if (task.id === undefined || version === undefined) return { state: 'failed', why: 'no-version' };
  try {
    return await put(transport, task, version);
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return { state: 'failed', why: 'unknown', detail: error.code };
  }
}
