import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Bundle, CapabilityStatement } from '../fhir/index.ts';
import cases from './cases/ways.json' with { type: 'json' };
import revising from './cases/ways-to-revise.json' with { type: 'json' };
import { chooseWay, revisionWay, type WayReason } from './way.ts';

const all = ['QuestionnaireResponse', 'Observation', 'ServiceRequest', 'Task', 'Provenance'];
const offered = [...all, 'DocumentReference'];
const interactions = ['create', 'read', 'search-type', 'update'] as const;

function bundleOf(types: readonly string[]): Bundle {
  const entry = types.map((resourceType) => ({ resource: { resourceType } as never }));
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

function serverOf(transaction: boolean, cannot: readonly string[]): CapabilityStatement {
  const resource = offered.map((type) => ({
    type,
    interaction: interactions
      .filter((code) => !cannot.includes(`${code} ${type}`))
      .map((code) => ({ code })),
  }));
  const interaction = transaction ? [{ code: 'transaction' as const }] : [];
  const rest = [{ mode: 'server' as const, interaction, resource }];
  return { resourceType: 'CapabilityStatement', rest } as unknown as CapabilityStatement;
}

const inWords = (reason: WayReason): string =>
  'type' in reason ? `${reason.code} ${reason.interaction} ${reason.type}` : reason.code;

test.each(cases)('$name', (given) => {
  const server =
    given.server === undefined
      ? serverOf(given.transaction ?? true, given.cannot ?? [])
      : undefined;
  const may = (interaction: string, type: string) =>
    !(given.withheld ?? []).includes(`${interaction} ${type}`);
  const bundle = bundleOf(given.types ?? all);
  const prepared = given.prepared && {
    singles: given.prepared.includes('singles'),
    document: given.prepared.includes('document'),
  };
  const way = prepared ? chooseWay(server, may, bundle, prepared) : chooseWay(server, may, bundle);
  expect(way.way).toBe(given.way);
  expect('referral' in way ? way.referral : undefined).toBe(given.referral);
  expect(way.because.map(inWords)).toEqual(given.because);
});

const revisions = z
  .array(
    z.strictObject({
      name: z.string(),
      server: z.null().optional(),
      /** Which side the statement is about. */
      mode: z.enum(['server', 'client']).default('server'),
      transaction: z.boolean().default(true),
      cannot: z.array(z.string()).default([]),
      withheld: z.array(z.string()).default([]),
      types: z.array(z.string()).default(['QuestionnaireResponse', 'Observation', 'Provenance']),
      /** Null: it cannot be changed here, nor taken back. */
      way: z.enum(['transaction', 'singles']).nullable(),
    }),
  )
  .parse(revising);

test.each(revisions)('changing what was written: $name', (given) => {
  const { server, mode, transaction, cannot, withheld, types, way } = given;
  const stated = serverOf(transaction, cannot);
  const [rest] = stated.rest ?? [];
  const capability =
    server === null || !rest ? undefined : { ...stated, rest: [{ ...rest, mode }] };
  const may = (interaction: string, type: string) => !withheld.includes(`${interaction} ${type}`);
  expect(revisionWay(capability, may, types) ?? null).toBe(way);
});
