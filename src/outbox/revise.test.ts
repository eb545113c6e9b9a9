import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Bundle,
  type BundleEntry,
  type FhirResource,
  type Provenance,
  system,
} from '../fhir/index.ts';
import { type Fault, type Habits, type ModelServer, modelServer } from './cases/model-server.ts';
import { parcel } from './cases/parcel.ts';
import { sent, standing } from './cases/sending.ts';
import type { Stored } from './delivery.ts';
import { revise } from './revise.ts';
import type { Revision } from './revision.ts';

const signature = (name: string): Provenance => ({
  resourceType: 'Provenance',
  meta: { tag: [{ system: system.occasion, code: `${parcel.key}#${name}` }] },
  target: [],
  recorded: '2026-11-22T11:00:00+01:00',
  agent: [{ who: { display: 'Tryggfråga' } }],
});

type World = { readonly server: ModelServer; readonly base: readonly Stored[] };

/** A record that stands, on a server where the next exchanges go as told. */
async function written(faults: readonly Fault[] = [], habits: Habits = {}): Promise<World> {
  const first = modelServer([]);
  const { final } = await sent(first);
  const base = final.state === 'saved' ? final.resources : [];
  return { server: modelServer(faults, habits, first.stored()), base };
}

async function changed({ server, base }: World, change: Partial<Revision>) {
  let now = 0;
  const sleep = async (ms: number) => {
    now += ms;
  };
  const ports = { transport: server.transport, now: () => now, sleep, random: () => 0.5 };
  const provenance = signature(change.wanted ? 'amendment.1' : 'void');
  const { key, patient } = parcel;
  const final = await revise(
    { key, patient, base, provenance, fresh: true, ...change },
    ports,
    () => undefined,
  );
  const signatures = server
    .stored()
    .filter((each) => each.meta?.tag?.some(({ code }) => code?.includes('#')));
  return { final, signatures, stored: server.stored() };
}

/** The record with another answer, without the observations named, with one more. */
function corrected(without: string | undefined, more?: string): Bundle {
  const says = (kind: string) => (entry: BundleEntry) =>
    entry.request?.ifNoneExist?.endsWith(encodeURIComponent(kind)) ?? false;
  const entry = (parcel.bundle.entry ?? [])
    .filter((each) => without === undefined || !says(without)(each))
    .map((each) =>
      each.resource?.resourceType === 'QuestionnaireResponse'
        ? { ...each, resource: { ...each.resource, item: [] } as FhirResource }
        : each,
    );
  const like = entry.find(({ resource }) => resource?.resourceType === 'Observation');
  const added = more === undefined || like === undefined ? [] : [another(like, more)];
  return { ...parcel.bundle, entry: [...entry, ...added] };
}

function another(like: BundleEntry, kind: string): BundleEntry {
  const value = `${parcel.key}${kind}`;
  const resource = { ...like.resource, identifier: [{ system: system.occasion, value }] };
  const ifNoneExist = `identifier=${encodeURIComponent(`${system.occasion}|${value}`)}`;
  return {
    fullUrl: 'urn:uuid:00000000-0000-8000-8000-000000000009',
    resource: resource as FhirResource,
    request: { method: 'POST', url: 'Observation', ifNoneExist },
  };
}

const statuses = (stored: readonly FhirResource[]) =>
  stored
    .filter((each) => each.resourceType !== 'Provenance')
    .map((each) => `${each.resourceType} ${'status' in each ? each.status : ''}`);

const ways = ['transaction', 'singles'] as const;

describe.each(ways)('taking back what was written (%s)', (way) => {
  test('all of it is marked as an error, signed once, and nothing is erased', async () => {
    const world = await written();
    const { final, stored, signatures } = await changed(world, { way });
    expect(final).toMatchObject({ state: 'saved' });
    expect(standing(world.server)).toEqual([]);
    expect(stored.length).toBe(5);
    expect(signatures.map((each) => 'target' in each && each.target?.length)).toEqual([3]);
  });

  test('twice is as once', async () => {
    const world = await written();
    await changed(world, { way });
    const { final, signatures } = await changed(world, { way });
    expect(final.state).toBe('saved');
    expect(signatures.length).toBe(1);
  });

  test('what somebody else changed meanwhile is not taken back unseen', async () => {
    const world = await written();
    const base = world.base.map((each) => ({ ...each, version: '0' }));
    const { final } = await changed({ ...world, base }, { way });
    expect(final).toMatchObject({ state: 'conflict', why: 'different' });
    expect(standing(world.server).length).toBe(3);
  });

  test('whatever trouble passes, all or nothing is what is said', async () => {
    const passing: readonly Fault[] = [
      'none',
      'lost-before',
      'lost-after',
      'html-after',
      '503-after',
      429,
      500,
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...passing), { maxLength: 6 }), async (faults) => {
        const world = await written(faults);
        const { final, signatures } = await changed(world, { way });
        if (final.state === 'saved') expect(standing(world.server)).toEqual([]);
        else expect(final).toMatchObject({ why: 'gave-up', certain: false });
        expect(signatures.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe.each(ways)('amending what was written (%s)', (way) => {
  test('the answers get a new version, what follows from them too', async () => {
    const world = await written();
    const { final, stored, signatures } = await changed(world, {
      way,
      wanted: corrected('#question.first', '#question.second'),
    });
    expect(final.state).toBe('saved');
    expect(statuses(stored)).toEqual([
      'QuestionnaireResponse amended',
      'Observation final',
      'Observation entered-in-error',
      'Observation final',
    ]);
    expect(stored[0]).toMatchObject({ item: [], meta: { versionId: '2' } });
    expect(signatures.length).toBe(1);
  });

  test('nobody else’s change is written over', async () => {
    const world = await written();
    const theirs = { ...world.base[0], version: '0' } as Stored;
    const base = [theirs, ...world.base.slice(1)];
    const { final, stored } = await changed(
      { ...world, base },
      { way, wanted: corrected(undefined) },
    );
    expect(final).toEqual({
      state: 'conflict',
      why: 'different',
      references: ['QuestionnaireResponse/1'],
    });
    expect(statuses(stored)[0]).toBe('QuestionnaireResponse completed');
  });

  test('what was taken back cannot be amended', async () => {
    const world = await written();
    await changed(world, { way });
    const { final } = await changed(world, { way, wanted: corrected(undefined) });
    expect(final).toMatchObject({ state: 'conflict', why: 'different' });
  });

  test('a server that keeps the old labels beside the new ones has done what was asked', async () => {
    const labelledAs = (code: string): Bundle => ({
      ...parcel.bundle,
      entry: (parcel.bundle.entry ?? []).map((each) => {
        const security = [{ system: system.confidentiality, code }];
        const meta = { ...each.resource?.meta, security };
        return { ...each, resource: { ...each.resource, meta } as FhirResource };
      }),
    });
    const server = modelServer([], { keepsLabels: true });
    const { final: first } = await sent(server, { ...parcel, bundle: labelledAs('V') });
    const base = first.state === 'saved' ? first.resources : [];
    const { final, stored } = await changed({ server, base }, { wanted: labelledAs('R') });
    expect(final.state).toBe('saved');
    const [response] = stored;
    expect(response?.meta?.security?.map(({ code }) => code)).toEqual(['R', 'V']);
  });

  test('labels follow the new result on all of it', async () => {
    const world = await written();
    const security = [{ system: system.confidentiality, code: 'V' }];
    const entry = (corrected(undefined).entry ?? []).map((each) => ({
      ...each,
      resource: { ...each.resource, meta: { ...each.resource?.meta, security } } as FhirResource,
    }));
    await changed(world, { way, wanted: { ...parcel.bundle, entry } });
    const labelled = world.server.stored().filter(({ meta }) => meta?.security?.[0]?.code === 'V');
    expect(labelled.length).toBe(3);
  });
});

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

  test('is left as it is when they still do', async () => {
    const world = await withReferral();
    const entryOf = (resource: FhirResource, kind: string): BundleEntry => ({
      fullUrl: `urn:uuid:${kind}`,
      resource: { ...resource, status: 'requested' } as FhirResource,
      request: {
        method: 'POST',
        url: resource.resourceType,
        ifNoneExist: `identifier=${encodeURIComponent(`${system.occasion}|${parcel.key}#${kind}`)}`,
      },
    });
    const wanted = corrected(undefined);
    const entry = [...(wanted.entry ?? []), entryOf(order, 'referral'), entryOf(task, 'task')];
    const { final, stored } = await changed(world, { wanted: { ...wanted, entry } });
    expect(final.state).toBe('saved');
    expect(statuses(stored).slice(-2)).toEqual(['ServiceRequest active', 'Task accepted']);
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
