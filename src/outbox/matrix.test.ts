import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCell } from '../../test/matrix/cell.ts';
import {
  capabilityOf,
  type FhirServer,
  type Profile,
  profiles,
  startServer,
} from '../../test/matrix/fhir-server.ts';
import { type CellResult, planned, runCells } from '../../test/matrix/run.ts';
import { noteOf, recordOf } from '../../test/simulation/occasion.ts';
import type { CapabilityStatement } from '../fhir/index.ts';
import { chooseWay, submit } from './index.ts';

const occasion = { key: 'k', patient: 'Patient/anna' };

describe('four servers, as vendors describe theirs', () => {
  const all = Object.values(profiles);
  let servers: readonly (readonly [Profile, FhirServer])[] = [];
  beforeAll(async () => {
    servers = await Promise.all(all.map(async (each) => [each, await startServer(each)] as const));
  });
  afterAll(() => Promise.all(servers.map(([, { close }]) => close())));

  test.each([
    ['full', 'transaction', 'transaction'],
    ['oracle-like', 'document', 'note'],
    ['cosmic-like', 'note', 'note'],
    ['read-only', 'note', 'note'],
  ] as const)('%s: %s, or %s where the site has no place for notes', async (name, way, without) => {
    const server = servers.find(([profile]) => profile.name === name)?.[1];
    const reply = await fetch(`http://127.0.0.1:${server?.port}/fhir/metadata`);
    const capability = (await reply.json()) as CapabilityStatement;
    expect(capability).toEqual(capabilityOf(profiles[name]));
    const record = recordOf(occasion, 'a');
    const may = () => true;
    const prepared = { singles: true, document: true };
    const chosen = chooseWay(capability, may, record, prepared);
    expect(chosen.way).toBe(way);
    expect(chooseWay(capability, may, record, { ...prepared, document: false }).way).toBe(without);
    if (way !== 'transaction') expect(chosen.because.length).toBeGreaterThan(0);
  });

  test('a note goes where answers 201 are empty and conditions are not heeded: once', async () => {
    const cell = await openCell('document', undefined);
    try {
      const { ports } = cell.window();
      const parcel = { ...occasion, bundle: noteOf(occasion, 'a'), way: 'singles' } as const;
      expect((await submit(parcel, ports, () => undefined)).state).toBe('saved');
      expect((await submit(parcel, ports, () => undefined)).state).toBe('saved');
      expect(cell.server.model.stored().length).toBe(1);
    } finally {
      await cell.close();
    }
  });
});

describe('sixty cells of the fault matrix, over sockets', () => {
  // Every so-manyth, so that each step and each fault is among them.
  const some = planned.filter((_, index) => (index * 60) % planned.length < 60).slice(0, 60);
  let results: readonly CellResult[] = [];
  beforeAll(async () => {
    results = await runCells(some);
  }, 120_000);

  test('are sixty, of every step', () => {
    expect(results.length).toBe(60);
    expect(new Set(results.map(({ step }) => step)).size).toBe(9);
  });

  test('find nothing wrong', () => {
    expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
  });

  test('end as they are told to: most of them saved', () => {
    const ends = results.flatMap((each) => each.ends);
    expect(ends.filter((end) => end.includes('saved')).length).toBeGreaterThan(ends.length / 3);
  });
});
