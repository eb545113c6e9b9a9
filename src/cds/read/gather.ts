import type { Chart } from '../chart/facts.ts';
import { addressOf, concerns, type Need, type NeedKey } from '../chart/need.ts';
import { type Found, foundIn, unsatisfied } from './found.ts';
import { type Outside, pageAddress, readFrom, type ServerAccess } from './server.ts';

export type Gathered =
  | { readonly state: 'complete'; readonly chart: Chart }
  | { readonly state: 'blocked' }
  | { readonly state: 'unsatisfied'; readonly needs: readonly NeedKey[] };

/** What one call brings: its context, what it prefetched, and where the rest may be read. */
export type Brought = {
  readonly context: Readonly<Record<string, unknown>>;
  readonly prefetch: Readonly<Record<string, unknown>>;
  readonly server?: ServerAccess;
};

/** Made only when something must be read, so that a call with all it needs pays for no timer. */
export type GoOutside = () => Outside;

/** Outside, with one promise that is rejected at the deadline, however many reads wait for it. */
type Reach = Outside & { readonly late: Promise<never> };
type Reaching = () => Reach;

function reachOnce(goOutside: GoOutside): Reaching {
  let reach: Reach | undefined;
  return () => {
    reach ??= withDeadline(goOutside());
    return reach;
  };
}

function withDeadline(outside: Outside): Reach {
  const { signal } = outside;
  const late = new Promise<never>((_, reject) => {
    const give = (): void => reject(signal.reason);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  // Nobody may be waiting any more when the deadline comes; that is not a fault.
  late.catch(() => undefined);
  return { ...outside, late };
}

/** A history longer than this many pages is not read to its end; then nobody can tell. */
const mostPages = 10;

async function attempt(
  server: ServerAccess | undefined,
  address: string | undefined,
  reach: Reaching,
): Promise<Found> {
  if (server === undefined || address === undefined) return unsatisfied;
  const outside = reach();
  try {
    return await Promise.race([readFrom(server, address, outside), outside.late]);
  } catch (error) {
    // The deadline is the caller's to answer for; a server that fails leaves the need unsatisfied.
    if (outside.signal.aborted) throw error;
    return unsatisfied;
  }
}

/** Fewer than the answer itself says there are, and no page after it: some were left out, and nobody can tell which. */
const isShort = (total: number | undefined, resources: readonly unknown[]): boolean =>
  total !== undefined && total > resources.length;

async function allPages(
  first: Extract<Found, { state: 'here' }>,
  server: ServerAccess | undefined,
  reach: Reaching,
): Promise<Found> {
  let page: Found = first;
  const resources: unknown[] = [];
  for (let count = 1; page.state === 'here'; count += 1) {
    resources.push(...page.resources);
    if (page.next === undefined) {
      return isShort(first.total, resources) ? unsatisfied : { state: 'here', resources };
    }
    if (server === undefined || count === mostPages) return unsatisfied;
    page = await attempt(server, pageAddress(page.next, server.base), reach);
  }
  return page;
}

const nothing: Found = { state: 'here', resources: [] };

/** What the call itself brought for a need; a need that the context does not name is met by nothing. */
const brought = (need: Need, { context, prefetch }: Brought): Found =>
  concerns(need, context) ? foundIn(prefetch[need.key]) : nothing;

const isWhole = (found: Found): boolean =>
  found.state === 'blocked' ||
  (found.state === 'here' && found.next === undefined && !isShort(found.total, found.resources));

async function completed(
  need: Need,
  first: Found,
  { context, server }: Brought,
  reach: Reaching,
): Promise<Found> {
  if (isWhole(first)) return first;
  const begun =
    first.state === 'here' && first.next !== undefined
      ? first
      : await attempt(server, addressOf(need, context), reach);
  return isWhole(begun) || begun.state !== 'here' ? begun : allPages(begun, server, reach);
}

function gathered(needs: readonly Need[], found: readonly Found[]): Gathered {
  if (found.some(({ state }) => state === 'blocked')) return { state: 'blocked' };
  const chart = new Map<NeedKey, readonly unknown[]>();
  const missing: NeedKey[] = [];
  needs.forEach(({ key }, index) => {
    const each = found[index];
    if (each?.state === 'here') chart.set(key, each.resources);
    else missing.push(key);
  });
  return missing.length > 0
    ? { state: 'unsatisfied', needs: missing }
    : { state: 'complete', chart };
}

/**
 * All that a decision needs: what was prefetched, and the rest from the server when it is one we know. A
 * blocked chart is not asked further.
 */
export async function gather(
  needs: readonly Need[],
  call: Brought,
  goOutside: GoOutside,
): Promise<Gathered> {
  const given = needs.map((need) => brought(need, call));
  const done = given.every(isWhole) || given.some(({ state }) => state === 'blocked');
  if (done) return gathered(needs, given);
  const reach = reachOnce(goOutside);
  const found = needs.map((need, index) =>
    completed(need, given[index] ?? unsatisfied, call, reach),
  );
  return gathered(needs, await Promise.all(found));
}
