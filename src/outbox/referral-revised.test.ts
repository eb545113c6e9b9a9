import { describe, expect, test } from 'vitest';
import { type BundleEntry, type FhirResource, system } from '../fhir/index.ts';
import { changed, corrected, statuses, type World, written } from './cases/changing.ts';
import { modelServer } from './cases/model-server.ts';
import { parcel } from './cases/parcel.ts';

describe('a referral that is somebody’s work by now', () => {
  const name = (kind: string) => [{ system: system.occasion, value: `${parcel.key}#${kind}` }];
  const meta = { tag: [{ system: system.occasion, code: parcel.key }], versionId: '1' };
  const at = { subject: { reference: parcel.patient }, meta, intent: 'order' } as const;
  const order: FhirResource = {
    ...at,
    resourceType: 'ServiceRequest',
    id: 's1',
    identifier: name('referral'),
    status: 'active',
  };
  const task: FhirResource = {
    resourceType: 'Task',
    id: 't1',
    meta,
    intent: 'order',
    identifier: name('task'),
    status: 'accepted',
    for: { reference: parcel.patient },
  };
  const base = [
    { reference: 'ServiceRequest/s1', version: '1' },
    { reference: 'Task/t1', version: '1' },
  ];

  const withReferral = async (): Promise<World> => {
    const { base: own, server } = await written();
    const all = [...server.stored(), order, task];
    return { server: modelServer([], {}, all), base: [...own, ...base] };
  };

  test('is withdrawn when the amended answers no longer ask for it', async () => {
    const world = await withReferral();
    const { final, stored } = await changed(world, { wanted: corrected(undefined) });
    expect(final.state).toBe('saved');
    expect(statuses(stored).slice(-2)).toEqual(['ServiceRequest revoked', 'Task cancelled']);
  });

  const entryOf = (resource: FhirResource, kind: string): BundleEntry => ({
    fullUrl: `urn:uuid:${kind}`,
    resource: { ...resource, status: 'requested' } as FhirResource,
    request: {
      method: 'POST',
      url: resource.resourceType,
      ifNoneExist: `identifier=${encodeURIComponent(`${system.occasion}|${parcel.key}#${kind}`)}`,
    },
  });
  const alone = corrected(undefined);
  const wanted = {
    ...alone,
    entry: [...(alone.entry ?? []), entryOf(order, 'referral'), entryOf(task, 'task')],
  };

  test('is left as it is when they still do', async () => {
    const world = await withReferral();
    const { final, stored } = await changed(world, { wanted });
    expect(final.state).toBe('saved');
    expect(statuses(stored).slice(-2)).toEqual(['ServiceRequest active', 'Task accepted']);
  });

  test('that was withdrawn is not asked for again in silence: it is said, and it stands withdrawn', async () => {
    const world = await withReferral();
    const { final: first } = await changed(world, { wanted: alone });
    const now = { ...world, base: first.state === 'saved' ? first.resources : [] };
    const { final, stored } = await changed(now, { wanted });
    expect(final).toEqual({
      state: 'conflict',
      why: 'different',
      references: ['ServiceRequest/s1'],
    });
    expect(statuses(stored).slice(-2)).toEqual(['ServiceRequest revoked', 'Task cancelled']);
  });
});

test('what is not there cannot be taken back, and nothing is about somebody else', async () => {
  const empty = { server: modelServer([]), base: [] };
  const { final } = await changed(empty, {});
  expect(final).toMatchObject({ state: 'not-saved', why: 'rejected', certain: true });
  const world = await written();
  const { final: other } = await changed(world, { patient: 'Patient/bo' });
  expect(other).toMatchObject({ state: 'conflict', why: 'other-patient' });
});
