import { asResource } from '../../src/fhir/index.ts';
import { revise, settle, submit } from '../../src/outbox/index.ts';
import { noteOf, recordOf, signatureOf } from '../simulation/occasion.ts';
import { type Cell, occasion, type Window } from './cell.ts';
import { judgeRecord } from './judge.ts';
import { onModelServer, type Step, type Strike, strike, touchAll, wait, write } from './step.ts';

const never = (): undefined => undefined;

type Said = Awaited<ReturnType<typeof submit>>;

function inWords(said: Said): string {
  if (!('why' in said)) return said.state;
  const certain = said.state === 'not-saved' && said.certain ? ' certain' : '';
  return `${said.state} ${said.why}${certain}`;
}

async function sayOf(cell: Cell, window: Window): Promise<string> {
  const final = await submit(cell.parcel, window.ports, never);
  if (final.state !== 'saved') return inWords(final);
  return inWords(await settle(cell.parcel, window.ports));
}

/** The window does it with the fault in its way; one that dies is followed by another. */
async function through(
  cell: Cell,
  fault: Strike,
  line: RegExp,
  does: (window: Window) => Promise<string>,
): Promise<string> {
  const window = cell.window();
  strike(cell, window, fault, line);
  if (fault === 'second window') {
    return (await Promise.all([does(window), does(cell.window())])).join(', ');
  }
  if (fault !== 'killed') return does(window);
  does(window).catch(never);
  await wait(60);
  return does(cell.window());
}

const send = (cell: Cell, fault: Strike, line: RegExp): Promise<string> =>
  through(cell, fault, line, (window) => sayOf(cell, window));

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
  return through(cell, fault, write, async (window) =>
    inWords(await revise(revision, window.ports, never)),
  );
}

/** Two others have written it, just before ours arrives: the condition on ours finds two. */
function writeTwice({ server, parcel }: Cell): void {
  const [main] = parcel.bundle.entry ?? [];
  const body = asResource(main?.resource);
  for (const each of body ? [body, body] : []) {
    const path = each.resourceType;
    server.model.take({ method: 'POST', path, body: structuredClone(each) }).finish();
  }
}

/** What is sent, read back, changed, taken back and taken up again. */
export const recordSteps: readonly Step[] = [
  {
    name: 'S8 complete',
    everyWay: true,
    run: onModelServer((cell, fault) => send(cell, fault, write), judgeRecord('sent'), writeTwice),
  },
  {
    name: 'S9 read-back',
    everyWay: true,
    run: onModelServer((cell, fault) => send(cell, fault, /^GET /), judgeRecord('sent'), touchAll),
  },
  {
    name: 'S10 amend',
    everyWay: true,
    run: onModelServer((cell, fault) => change(cell, fault, 'amend'), judgeRecord('amended')),
  },
  {
    name: 'S11 void',
    everyWay: true,
    run: onModelServer((cell, fault) => change(cell, fault, 'void'), judgeRecord('void')),
  },
  {
    name: 'S13 resume',
    everyWay: true,
    run: onModelServer(async (cell, fault) => {
      const first = cell.window();
      first.strike('killed', write);
      sayOf(cell, first).catch(never);
      await wait(60);
      return send(cell, fault, /_search/);
    }, judgeRecord('sent')),
  },
];
