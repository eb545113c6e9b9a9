/** For the tests beside: one parcel through the outbox, on a clock that only waiting moves. */
import type { Delivery, Final, Parcel } from '../delivery.ts';
import { submit } from '../submit.ts';
import type { ModelServer } from './model-server.ts';
import { parcel } from './parcel.ts';

type Told = {
  readonly final: Final;
  readonly seen: readonly Delivery[];
  readonly server: ModelServer;
  /** Milliseconds on the clock of the test. */
  readonly took: number;
};

export async function sent(
  server: ModelServer,
  given: Parcel = parcel,
  random = 0.5,
): Promise<Told> {
  let now = 0;
  const seen: Delivery[] = [];
  const sleep = async (ms: number) => {
    now += ms;
  };
  const { transport } = server;
  const ports = { transport, now: () => now, sleep, random: () => random };
  const final = await submit(given, ports, (delivery) => seen.push(delivery));
  return { final, seen, server, took: now };
}

export const sends = ({ requests }: ModelServer) =>
  requests.filter(({ path }) => path === '').length;

/** How many whole sets stand in the chart; a broken one counts as a fraction and so fails the test. */
export function sets({ stored }: ModelServer): number {
  return stored().length / (parcel.bundle.entry?.length ?? 0);
}

/** What counts in the chart, but for the Provenances, which nobody can take back. */
export function standing({ stored }: ModelServer): readonly string[] {
  return stored()
    .filter((each) => each.resourceType !== 'Provenance')
    .filter((each) => !('status' in each) || each.status !== 'entered-in-error')
    .map(({ resourceType, id }) => `${resourceType}/${id}`);
}
