import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { bundled } from '../bundle.ts';
import { type Line, line } from './cds-client.ts';

export type Server = {
  readonly port: number;
  /** Milliseconds from the start of the process until it listens. */
  readonly started: number;
  /** Memory in bytes, CPU time used so far in microseconds. */
  used(): Promise<{ readonly rss: number; readonly cpu: number }>;
  stop(): void;
};

async function onMessage<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

let program: Promise<string> | undefined;

/** Both servers as `npm run build:cds` makes ours: one file. Made once, and taken away when we end. */
async function programOf(): Promise<string> {
  const folder = await bundled('test/bench/cds-server.ts');
  process.once('exit', () => rmSync(folder, { recursive: true }));
  return join(folder, 'main.mjs');
}

/** A server of its own, on the first core. */
export async function serve(
  kind: 'bare' | 'ours',
  way: 'jwt' | 'open',
  jwk: object,
): Promise<Server> {
  program ??= programOf();
  const file = await program;
  const began = performance.now();
  const child = fork(file, [kind, way, JSON.stringify(jwk)], {
    execPath: 'taskset',
    execArgv: ['-c', '0', process.execPath],
  });
  const { port } = await onMessage<{ port: number }>(child);
  return {
    port,
    started: performance.now() - began,
    used() {
      child.send('used');
      return onMessage(child);
    },
    stop: () => {
      child.kill();
    },
  };
}

export type Next = () => Buffer;

/** As fast as it goes, `width` at once. Answers a second, of those that were 200. */
export async function closedLoop(
  port: number,
  next: Next,
  { width, seconds }: { readonly width: number; readonly seconds: number },
): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let done = 0;
  const run = async (): Promise<void> => {
    const wire = line(port);
    while (performance.now() < until) {
      const { status } = await wire.send(next());
      if (status === 200) done += 1;
    }
    wire.close();
  };
  await Promise.all(Array.from({ length: width }, run));
  return done / seconds;
}

/** Milliseconds: `took` from when it should have been sent; `late` is the part that the client itself spent. */
export type Timed = { readonly status: number; readonly took: number; readonly late: number };
export type Arrivals = {
  readonly rate: number;
  readonly seconds: number;
  /** Connections at once. Beyond it a request waits in the client, and its time runs. */
  readonly most: number;
  readonly onReply?: (reply: Timed, request: Buffer) => void;
};

/**
 * Poisson arrivals at a rate, each timed from when it should have been sent, so that a slow server cannot hide
 * behind a slow client.
 */
export async function openLoop(port: number, next: Next, arrivals: Arrivals): Promise<void> {
  const { rate, seconds, most, onReply = () => undefined } = arrivals;
  const free: Line[] = [];
  const all: Line[] = [];
  const queue: number[] = [];
  const pending = new Set<Promise<void>>();
  const take = (): Line | undefined => {
    const known = free.pop();
    if (known !== undefined || all.length >= most) return known;
    const made = line(port);
    all.push(made);
    return made;
  };
  const send = (wire: Line, due: number): void => {
    const request = next();
    const late = performance.now() - due;
    const work = wire.send(request).then(({ status, at }) => {
      onReply({ status, took: at - due, late }, request);
      const waiting = queue.shift();
      if (waiting === undefined) free.push(wire);
      else send(wire, waiting);
      pending.delete(work);
    });
    pending.add(work);
  };
  const begin = performance.now();
  let due = begin;
  let sent = 0;
  while (due < begin + seconds * 1000) {
    due += (-Math.log(1 - Math.random()) / rate) * 1000;
    const wait = due - performance.now();
    sent += 1;
    // Behind time it sends in handfuls, and looks at the answers in between.
    if (wait > 1) await pause(wait);
    else if (sent % 16 === 0) await new Promise(setImmediate);
    const wire = take();
    if (wire === undefined) queue.push(due);
    else send(wire, due);
  }
  while (pending.size > 0) await Promise.all(pending);
  for (const each of all) each.close();
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
