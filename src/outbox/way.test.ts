import { expect, test } from 'vitest';
import type { Bundle, CapabilityStatement } from '../fhir/index.ts';
import cases from './cases/ways.json' with { type: 'json' };
import { chooseWay, type WayReason } from './way.ts';

const all = ['QuestionnaireResponse', 'Observation', 'ServiceRequest', 'Task', 'Provenance'];
const offered = [...all, 'DocumentReference'];
const interactions = ['create', 'read', 'search-type'] as const;

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
