import { atMost, type Figure, tableOf } from './cds-figures.ts';
import { closedLoop, openLoop, percentile, serve, type Timed } from './cds-load.ts';
import { request } from './cds-request.ts';
import { path, signing } from './cds-tokens.ts';

/**
 * Ten minutes of three times what the server can do, every call signed. A token that was turned away with 503
 * has not been spent and is sent again; only so many new ones are signed as are accepted. `--minutes N` for less.
 */
const at = process.argv.indexOf('--minutes');
const minutes = at === -1 ? 10 : Number(process.argv[at + 1]);
const keys = signing();
const make = (): Buffer => request(path, keys.make());
/** The oldest first: a token is fresh for five minutes only. */
const unspent = new Set<Buffer>();
const mostUnspent = 20_000;
const next = (): Buffer => {
  const [oldest] = unspent;
  if (oldest === undefined) return make();
  unspent.delete(oldest);
  return oldest;
};

const server = await serve('ours', 'jwt', keys.jwk);
const warm = Array.from({ length: 6000 }, make);
const capacity = await closedLoop(server.port, () => warm.pop() ?? make(), {
  width: 32,
  seconds: 3,
});

// Four seconds' worth to begin with: a client busy signing would never get to overload anything.
while (unspent.size < capacity * 12) unspent.add(make());

const counts = { accepted: 0, refused: 0, others: 0 };
const took: number[] = [];
const late: number[] = [];
const memory: number[] = [];
const onReply = ({ status, took: milliseconds, late: behind }: Timed, sent: Buffer): void => {
  late.push(behind);
  if (status === 200) {
    counts.accepted += 1;
    took.push(milliseconds);
  } else if (status === 503) {
    counts.refused += 1;
    if (unspent.size < mostUnspent) unspent.add(sent);
  } else counts.others += 1;
};

for (let minute = 0; minute < minutes; minute += 1) {
  const seconds = Math.min(1, minutes - minute) * 60;
  await openLoop(server.port, next, { rate: capacity * 3, seconds, most: 1000, onReply });
  memory.push((await server.used()).rss / 1_000_000);
  process.stdout.write(`${minute + 1} min: ${Math.round(memory.at(-1) ?? 0)} MB\n`);
}
server.stop();

const figures: readonly Figure[] = [
  atMost(
    `p99 of ${counts.accepted} accepted at 3 × ${Math.round(capacity)} /s`,
    percentile(took, 0.99),
    'ms',
    500,
  ),
  atMost(
    'the client’s own delay, p99: above it the run says nothing',
    percentile(late, 0.99),
    'ms',
    50,
  ),
  atMost(`neither 200 nor 503 (${counts.refused} told to come back)`, counts.others, '', 0),
  atMost(`memory at its highest, ${minutes} min`, Math.max(...memory), 'MB', 256),
];
process.stdout.write(`${tableOf(figures)}\n`);
process.exit(figures.every(({ met }) => met) ? 0 : 1);
