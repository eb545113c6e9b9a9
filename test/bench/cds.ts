import { pathToFileURL } from 'node:url';
import { atLeastShare, atMost, type Figure, tableOf } from './cds-figures.ts';
import {
  closedLoop,
  median,
  type Next,
  openLoop,
  percentile,
  type Server,
  serve,
  type Timed,
} from './cds-load.ts';
import { body, request } from './cds-request.ts';
import { path, type Signing, signing } from './cds-tokens.ts';

type Kind = 'bare' | 'ours';
type Way = 'jwt' | 'open';

const width = 32;
const plain = request(path);

/** Requests whose tokens nobody has seen; made beforehand, so that signing costs the client nothing. */
function fresh(keys: Signing, count: number): Next {
  const made = Array.from({ length: count }, () => request(path, keys.make()));
  let at = -1;
  return () => {
    at += 1;
    return made[at % made.length] ?? plain;
  };
}

async function on<T>(
  kind: Kind,
  way: Way,
  keys: Signing,
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const server = await serve(kind, way, keys.jwk);
  try {
    return await work(server);
  } finally {
    server.stop();
  }
}

type Pair = { readonly bare: number; readonly ours: number };
type Size = { readonly rounds: number; readonly seconds: number };

/** Seconds, for the compiler to have seen what there is to see: a signed call comes 20 times less often. */
const warm = 8;

/** Requests a second at full speed. */
const speed = (kind: Kind, way: Way, keys: Signing, seconds: number): Promise<number> =>
  on(kind, way, keys, async ({ port }) => {
    const next = way === 'jwt' ? fresh(keys, (seconds + warm) * 1100) : () => plain;
    await closedLoop(port, next, { width, seconds: warm });
    return closedLoop(port, next, { width, seconds });
  });

/** Bare and ours in turn, the order changed every time. */
async function pairs(keys: Signing, way: Way, { rounds, seconds }: Size): Promise<readonly Pair[]> {
  const found: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const);
    const result = { bare: 0, ours: 0 };
    for (const kind of order) result[kind] = await speed(kind, way, keys, seconds);
    found.push(result);
  }
  return found;
}

async function collected(
  port: number,
  next: Next,
  arrivals: { readonly rate: number; readonly seconds: number; readonly most: number },
): Promise<readonly Timed[]> {
  const timed: Timed[] = [];
  await openLoop(port, next, { ...arrivals, onReply: (reply) => timed.push(reply) });
  return timed;
}

const p99 = (timed: readonly Timed[]): number =>
  percentile(
    timed.map(({ took }) => took),
    0.99,
  );

const tail = (kind: Kind, keys: Signing, rate: number, seconds: number): Promise<number> =>
  on(kind, 'jwt', keys, async ({ port }) => {
    const next = fresh(keys, Math.ceil(rate * (seconds + warm + 1) * 1.2));
    await collected(port, next, { rate, seconds: warm, most: 256 });
    return p99(await collected(port, next, { rate, seconds, most: 256 }));
  });

async function atHalf(keys: Signing, rate: number, size: Size): Promise<readonly Pair[]> {
  const found: Pair[] = [];
  for (let round = 0; round < size.rounds; round += 1) {
    const bare = await tail('bare', keys, rate, size.seconds);
    found.push({ bare, ours: await tail('ours', keys, rate, size.seconds) });
  }
  return found;
}

/** Three times what the bare server can do, after so many seconds of a call now and then. */
const overload = (
  keys: Signing,
  {
    rate,
    seconds,
    after,
  }: { readonly rate: number; readonly seconds: number; readonly after: number },
): Promise<readonly Figure[]> =>
  on('ours', 'jwt', keys, async ({ port, used, started }) => {
    const next = fresh(keys, Math.ceil(rate * (seconds + after / 6) * 1.2));
    await collected(port, next, { rate: rate / 6, seconds: after, most: 256 });
    const timed = await collected(port, next, { rate, seconds, most: 1000 });
    const accepted = timed.filter(({ status }) => status === 200);
    const refused = timed.filter(({ status }) => status === 503).length;
    const others = timed.length - accepted.length - refused;
    const lateness = percentile(
      timed.map(({ late }) => late),
      0.99,
    );
    const what = after === 0 ? '3× overload of a fresh server' : '3× overload';
    const counted = `${accepted.length} accepted, ${refused} told to come back`;
    return [
      atMost(`${what}, p99 of the accepted (${counted})`, p99(accepted), 'ms', 500),
      atMost(`${what}, the client’s own delay, p99`, lateness, 'ms', 50),
      atMost(`${what}, answers that are neither`, others, '', 0),
      atMost(`${what}, memory after it`, (await used()).rss / 1_000_000, 'MB', 256),
      atMost('start, from process to port', started, 'ms', 1000),
    ];
  });

const ratio = (list: readonly Pair[]): number => median(list.map(({ bare, ours }) => ours / bare));
const bareOf = (list: readonly Pair[]): number => median(list.map(({ bare }) => bare));
const oursOf = (list: readonly Pair[]): number => median(list.map(({ ours }) => ours));
const beside = (list: readonly Pair[]): string =>
  `${oursOf(list).toFixed(1)} beside ${bareOf(list).toFixed(1)}`;

/** The whole comparison in one run; `quick` only shows that it runs. */
export async function benchCds(quick = false): Promise<readonly Figure[]> {
  const keys = signing();
  const size = quick ? { rounds: 1, seconds: 1 } : { rounds: 5, seconds: 4 };
  const jwt = await pairs(keys, 'jwt', size);
  const open = await pairs(keys, 'open', size);
  const rate = bareOf(jwt) / 2;
  const half = await atHalf(keys, rate, size);
  const crowd = { rate: bareOf(jwt) * 3, seconds: size.seconds };
  const kilobytes = `${(body.length / 1000).toFixed(1)} kB`;
  return [
    atLeastShare(`ES384, ${kilobytes}: share of bare (${beside(jwt)} /s)`, ratio(jwt), 0.85),
    atLeastShare(`no JWT: share of bare (${beside(open)} /s)`, ratio(open), 0.6),
    atMost(`open loop at half: p99 over bare's (${beside(half)} ms)`, ratio(half), '×', 1.5),
    ...(await overload(keys, { ...crowd, after: warm })),
    ...(await overload(keys, { ...crowd, after: 0 })),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const figures = await benchCds(process.argv.includes('--quick'));
  process.stdout.write(`${tableOf(figures)}\n`);
}
