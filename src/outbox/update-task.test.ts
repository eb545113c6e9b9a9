import { describe, expect, test } from 'vitest';
import type { Task } from '../fhir/index.ts';
import { type Fault, modelServer } from './cases/model-server.ts';
import { updateTask } from './update-task.ts';

const open: Task = {
  resourceType: 'Task',
  id: 't1',
  meta: { versionId: '1' },
  status: 'requested',
  intent: 'order',
  for: { reference: 'Patient/anna' },
};
const closed: Task = { ...open, status: 'completed', lastModified: '2026-12-01T10:00:00+01:00' };

async function saving(faults: readonly Fault[], stands: Task = open) {
  const server = modelServer(faults, {}, [stands]);
  const update = await updateTask(server.transport, closed);
  const [stored] = server.stored() as readonly Task[];
  return {
    update,
    status: stored?.status,
    puts: server.requests.filter((r) => r.method === 'PUT'),
  };
}

describe('the follow-up form', () => {
  test('is saved over the version that was read, and read back', async () => {
    const { update, status, puts } = await saving([]);
    expect(update).toEqual({ state: 'ok', version: '2' });
    expect(status).toBe('completed');
    expect(puts).toMatchObject([{ path: 'Task/t1', ifMatch: 'W/"1"' }]);
  });

  test('never overwrites what somebody else wrote meanwhile', async () => {
    const theirs: Task = { ...open, meta: { versionId: '2' }, status: 'accepted' };
    const { update, status } = await saving([], theirs);
    expect(update).toEqual({ state: 'conflict' });
    expect(status).toBe('accepted');
  });

  test.each(['lost-after', '503-after', 'html-after'] as const)(
    'is known to be saved although the answer is gone (%s)',
    async (fault) => {
      expect((await saving([fault])).update).toEqual({ state: 'ok', version: '2' });
    },
  );

  test.each([
    ['lost-before', 'unknown'],
    [403, 'forbidden'],
    [422, 'rejected'],
    ['signed-out', 'signed-out'],
    [503, 'unknown'],
  ] as const)('is not saved when %s, and says so (%s)', async (fault, why) => {
    const { update, status, puts } = await saving([fault]);
    expect(update).toMatchObject({ state: 'failed', why });
    expect(status).toBe('requested');
    expect(puts.length).toBe(1);
  });

  test('when nobody answers at all it is unknown, never saved', async () => {
    const { update } = await saving(['lost-after', 'lost-before']);
    expect(update).toMatchObject({ state: 'failed', why: 'unknown' });
  });

  test('cannot be written without a version to hold on to', async () => {
    const server = modelServer([], {}, [open]);
    const { meta: _, ...bare } = closed;
    expect(await updateTask(server.transport, bare)).toEqual({
      state: 'failed',
      why: 'no-version',
    });
    expect(server.requests).toEqual([]);
  });
});
