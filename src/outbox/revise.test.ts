import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bundle, type FhirResource, system } from '../fhir/index.ts';
import { changed, corrected, statuses, written } from './cases/changing.ts';
import { type Fault, modelServer } from './cases/model-server.ts';
import { parcel } from './cases/parcel.ts';
import { sent, standing } from './cases/sending.ts';
import type { Stored } from './delivery.ts';

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

  test('also while the index does not show it yet: what is known is read by its id', async () => {
    const world = await written([], { lag: 3 });
    const { final } = await changed(world, { way });
    expect(final.state).toBe('saved');
    expect(standing(world.server)).toEqual([]);
  });

  test('and what can neither be found nor read is not touched', async () => {
    const world = await written(['none', 'none', 404], { lag: 3 });
    const before = world.server.stored();
    const { final } = await changed(world, { way });
    expect(final).toMatchObject({ state: 'not-saved', why: 'rejected', certain: true });
    expect(world.server.stored()).toEqual(before);
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
