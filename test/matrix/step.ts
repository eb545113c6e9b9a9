import { type Cell, openCell, type Way, type Window } from './cell.ts';
import type { LineFault } from './fault-proxy.ts';
import type { WorldFault } from './faults.ts';

export type Strike = LineFault | WorldFault;

/** What the program said in the end, and what of it was not as it must be. */
export type Ended = { readonly end: string; readonly wrong: readonly string[] };

export type Step = {
  readonly name: string;
  /** False: only one way, since the way does not matter to it. */
  readonly everyWay: boolean;
  /** Does the step with the fault in its way. */
  readonly run: (fault: Strike, way: Way) => Promise<Ended>;
};

/** Any request that is not a search and has a body. */
export const write = /^(POST|PUT) (?!.*_search)/;
export const token = /^POST \S*token /;

function http(head: string, body: string): string {
  const type = 'Content-Type: application/json\r\nAccess-Control-Allow-Origin: *';
  return `HTTP/1.1 ${head}\r\n${type}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** The server knows this token no more. */
export const revoked: LineFault = { kind: 'instead', answer: http('401 X', ''), done: false };
/** Nor does it give another for what we hold. */
export const spent: LineFault = {
  kind: 'instead',
  answer: http('400 X', '{"error":"invalid_grant"}'),
  done: false,
};

/** The fault hits the line at the next request that matches, or the world at the window's next one that does. */
export function strike(cell: Cell, window: Window, fault: Strike, line: RegExp): void {
  if (fault === 'refresh revoked') {
    cell.proxy.arm(line, revoked);
    cell.proxy.arm(token, spent);
  } else if (typeof fault === 'string') window.strike(fault, line);
  else cell.proxy.arm(line, fault);
}

/** Somebody else makes a new version of all that stands. */
export function touchAll({ server: { model } }: Cell): void {
  for (const body of model.stored()) {
    const path = `${body.resourceType}/${body.id}`;
    model.take({ method: 'PUT', path, body: structuredClone(body) }).finish();
  }
}

/** A window that was killed says nothing more. */
export const soon = <T>(work: Promise<T>, ms = 6_000): Promise<T | 'killed'> =>
  Promise.race([work, new Promise<'killed'>((done) => setTimeout(() => done('killed'), ms))]);

export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * A step against the model server: what stands there afterwards is judged against what was said. `meddle`: what
 * somebody else does there when that is the fault.
 */
export function onModelServer(
  does: (cell: Cell, fault: Strike) => Promise<string>,
  judge: (cell: Cell, fault: Strike, end: string) => readonly string[],
  meddle: (cell: Cell) => void = touchAll,
): Step['run'] {
  return async (fault, way) => {
    const cell = await openCell(way, fault, meddle);
    try {
      const end = await does(cell, fault);
      return { end, wrong: judge(cell, fault, end) };
    } finally {
      await cell.close();
    }
  };
}
