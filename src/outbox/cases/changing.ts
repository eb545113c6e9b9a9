/** For the tests beside: something that stands, changed, on a clock that only waiting moves. */
import {
  type Bundle,
  type BundleEntry,
  type FhirResource,
  type Provenance,
  system,
} from '../../fhir/index.ts';
import type { Stored } from '../delivery.ts';
import { revise } from '../revise.ts';
import type { Revision } from '../revision.ts';
import { type Fault, type Habits, type ModelServer, modelServer } from './model-server.ts';
import { parcel } from './parcel.ts';
import { sent } from './sending.ts';

const signature = (name: string): Provenance => ({
  resourceType: 'Provenance',
  meta: { tag: [{ system: system.occasion, code: `${parcel.key}#${name}` }] },
  target: [],
  recorded: '2026-11-22T11:00:00+01:00',
  agent: [{ who: { display: 'Tryggfråga' } }],
});

export type World = { readonly server: ModelServer; readonly base: readonly Stored[] };

/** A record that stands, on a server where the next exchanges go as told. */
export async function written(faults: readonly Fault[] = [], habits: Habits = {}): Promise<World> {
  const first = modelServer([]);
  const { final } = await sent(first);
  const base = final.state === 'saved' ? final.resources : [];
  return { server: modelServer(faults, habits, first.stored()), base };
}

export async function changed({ server, base }: World, change: Partial<Revision>) {
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
export function corrected(without: string | undefined, more?: string): Bundle {
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

export const statuses = (stored: readonly FhirResource[]) =>
  stored
    .filter((each) => each.resourceType !== 'Provenance')
    .map((each) => `${each.resourceType} ${'status' in each ? each.status : ''}`);
