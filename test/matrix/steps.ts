import type { QuestionnaireResponse } from '../../src/fhir/index.ts';
import { draftOn, revise, settle, submit } from '../../src/outbox/index.ts';
import { draftOf, noteOf, recordOf, signatureOf } from '../simulation/occasion.ts';
import { type Cell, occasion, type Window } from './cell.ts';
import type { LineFault } from './fault-proxy.ts';
import type { WorldFault } from './faults.ts';

type Strike = LineFault | WorldFault;

export type Step = {
  readonly name: string;
  /** False: only one way, since the way does not matter to it. */
  readonly everyWay: boolean;
  /** Does the step with the fault in its way; what the program says of it in the end. */
  readonly run: (cell: Cell, fault: Strike) => Promise<string>;
};

/** The fault hits the line at the next request that matches, or the world at the window's next write. */
function strike(cell: Cell, window: Window, fault: Strike, line: RegExp): void {
  if (typeof fault !== 'string') cell.proxy.arm(line, fault);
  else if (fault === 'refresh revoked') {
    cell.proxy.arm(line, revoked);
    cell.proxy.arm(/^POST \/token/, spent);
  } else if (fault === 'changed by another') meddle(cell);
  else window.strike(fault);
}

const revoked: LineFault = {
  kind: 'instead',
  answer: 'HTTP/1.1 401 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
  done: false,
};

const grantGone = '{"error":"invalid_grant"}';
const spent: LineFault = {
  kind: 'instead',
  answer: `HTTP/1.1 400 X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${grantGone.length}\r\n\r\n${grantGone}`,
  done: false,
};

/** Somebody else makes a new version of all that stands. */
function meddle({ server }: Cell): void {
  for (const body of server.model.stored()) {
    const path = `${body.resourceType}/${body.id}`;
    server.model.take({ method: 'PUT', path, body: structuredClone(body) }).finish();
  }
}

const write = /^(POST|PUT) (?!.*_search)/;
const never = (): undefined => undefined;
/** A window that was killed says nothing more. */
const soon = <T>(work: Promise<T>): Promise<T | 'killed'> =>
  Promise.race([work, new Promise<'killed'>((done) => setTimeout(() => done('killed'), 6_000))]);

async function sayOf(cell: Cell, window: Window): Promise<string> {
  const final = await submit(cell.parcel, window.ports, never);
  if (final.state !== 'saved') return `${final.state} ${final.why}`;
  const settled = await settle(cell.parcel, window.ports);
  return 'why' in settled ? `${settled.state} ${settled.why}` : settled.state;
}

async function send(cell: Cell, fault: Strike, line: RegExp): Promise<string> {
  const window = cell.window();
  strike(cell, window, fault, line);
  if (fault === 'second window') {
    const both = await Promise.all([sayOf(cell, window), sayOf(cell, cell.window())]);
    return both.join(', ');
  }
  if (fault !== 'killed') return sayOf(cell, window);
  sayOf(cell, window).catch(never);
  await new Promise((done) => setTimeout(done, 60));
  return sayOf(cell, cell.window());
}

async function change(cell: Cell, fault: Strike, kind: 'amend' | 'void'): Promise<string> {
  const saved = await submit(cell.parcel, cell.window().ports, never);
  if (saved.state !== 'saved') return `not saved at first: ${saved.state}`;
  const wanted = cell.way === 'document' ? noteOf(occasion, 'b') : recordOf(occasion, 'b');
  const revision = {
    ...occasion,
    base: saved.resources,
    provenance: signatureOf(occasion.key, `${occasion.key}#${kind}`),
    ...(kind === 'amend' && { wanted }),
    way: cell.way === 'transaction' ? ('transaction' as const) : ('singles' as const),
  };
  const window = cell.window();
  strike(cell, window, fault, write);
  const again = async (at: Window): Promise<string> => {
    const final = await revise(revision, at.ports, never);
    return 'why' in final ? `${final.state} ${final.why}` : final.state;
  };
  if (fault === 'second window') {
    return (await Promise.all([again(window), again(cell.window())])).join(', ');
  }
  if (fault !== 'killed') return again(window);
  again(window).catch(never);
  await new Promise((done) => setTimeout(done, 60));
  return again(cell.window());
}

async function drafting(cell: Cell, fault: Strike, already: boolean): Promise<string> {
  const window = cell.window();
  const draft = draftOn(window.transport);
  if (already) await draft.keep(draftOf(occasion, 'one'));
  strike(cell, window, fault, write);
  if (fault === 'second window') {
    await draftOn(cell.window().transport).keep(draftOf(occasion, 'three'));
  }
  const said = await soon(draft.keep(draftOf(occasion, 'two')));
  const stands = cell.server.model.stored() as readonly QuestionnaireResponse[];
  const holds = stands.some((each) => JSON.stringify(each).includes(' two'));
  return said === 'kept' && !holds ? 'LOST: kept, and it is not' : `draft ${said}`;
}

async function read({ transport }: Window): Promise<string> {
  return transport({ method: 'GET', path: 'Patient/anna' }).then(
    ({ resource, status }) => (resource?.id === 'anna' ? 'read' : `unread ${status}`),
    (error: Error) => `unread ${error.message}`,
  );
}

export const steps: readonly Step[] = [
  {
    name: 'S3 patient read',
    everyWay: false,
    run: (cell, fault) => {
      const window = cell.window();
      strike(cell, window, fault, /^GET /);
      return read(window);
    },
  },
  { name: 'S5 draft create', everyWay: false, run: (cell, fault) => drafting(cell, fault, false) },
  { name: 'S6 autosave', everyWay: false, run: (cell, fault) => drafting(cell, fault, true) },
  {
    name: 'S7 token refresh',
    everyWay: false,
    run: (cell, fault) => {
      const window = cell.window();
      cell.proxy.arm(/^GET /, revoked);
      if (fault === 'refresh revoked') cell.proxy.arm(/^POST \/token/, spent);
      else strike(cell, window, fault, /^POST \/token/);
      return read(window);
    },
  },
  { name: 'S8 complete', everyWay: true, run: (cell, fault) => send(cell, fault, write) },
  { name: 'S9 read-back', everyWay: true, run: (cell, fault) => send(cell, fault, /^GET /) },
  { name: 'S10 amend', everyWay: true, run: (cell, fault) => change(cell, fault, 'amend') },
  { name: 'S11 void', everyWay: true, run: (cell, fault) => change(cell, fault, 'void') },
  {
    name: 'S13 resume',
    everyWay: true,
    run: async (cell, fault) => {
      const first = cell.window();
      first.strike('killed');
      sayOf(cell, first).catch(never);
      await new Promise((done) => setTimeout(done, 60));
      return send(cell, fault, /_search/);
    },
  },
];
