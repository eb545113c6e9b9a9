import type { QuestionnaireResponse } from '../../src/fhir/index.ts';
import { system, TransportError } from '../../src/fhir/index.ts';
import { draftOn, openDraft, submit } from '../../src/outbox/index.ts';
import { draftOf } from '../simulation/occasion.ts';
import { type Cell, occasion, type Window } from './cell.ts';
import { judgeOther } from './judge.ts';
import { onModelServer, type Step, type Strike, soon, strike, touchAll, write } from './step.ts';

const whose = {
  patient: occasion.patient,
  author: 'Practitioner/siv',
  system: system.occasion,
} as const;

const draftsIn = ({ server }: Cell): readonly QuestionnaireResponse[] =>
  (server.model.stored() as readonly QuestionnaireResponse[]).filter(({ identifier }) =>
    identifier?.value?.endsWith('#draft'),
  );

const holds = (cell: Cell, said: string): boolean =>
  draftsIn(cell).some((each) => JSON.stringify(each).includes(` ${said}`));

/** Somebody else's draft by the very same name stands just before ours arrives. */
function takeTheName({ server }: Cell): void {
  const body = { ...draftOf(occasion, 'theirs'), author: { reference: 'Practitioner/eva' } };
  server.model.take({ method: 'POST', path: 'QuestionnaireResponse', body }).finish();
}

/** How long it is waited for: a window that was killed says nothing. */
const patience = (fault: Strike): number => (fault === 'killed' ? 100 : 6_000);

/** What is said of a draft, and whether the answers that are said to be kept are. */
async function keeping(cell: Cell, fault: Strike, work: Promise<string>, said: string) {
  const state = await soon(work, patience(fault));
  return state === 'kept' && !holds(cell, said) ? 'LOST: kept, and it is not' : `draft ${state}`;
}

/** A first version that stands; a busy machine may need more than one try. */
async function keepFirst(draft: ReturnType<typeof draftOn>): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    if ((await draft.keep(draftOf(occasion, 'one'))) === 'kept') return;
  }
  throw new Error('no draft could be kept to begin with');
}

async function drafting(cell: Cell, fault: Strike, already: boolean): Promise<string> {
  const window = cell.window();
  const draft = draftOn(window.ports);
  if (already) await keepFirst(draft);
  strike(cell, window, fault, write);
  if (fault === 'second window') {
    await draftOn(cell.window().ports).keep(draftOf(occasion, 'three'));
  }
  const end = await keeping(cell, fault, draft.keep(draftOf(occasion, 'two')), 'two');
  if (fault === 'changed by another' && !already && !holds(cell, 'theirs')) {
    return 'LOST: what somebody else wrote';
  }
  return end;
}

/** The draft as it is found elsewhere: never silently as if there were none. */
async function takenUp(window: Window): Promise<QuestionnaireResponse | undefined | 'unknown'> {
  return openDraft(window.transport, whose).catch((error: unknown) => {
    if (error instanceof TransportError) return 'unknown' as const;
    throw error;
  });
}

/** One place lets go and another takes over: the window is looked at, the draft found, and carried on. */
async function handedOver(cell: Cell, fault: Strike): Promise<string> {
  await keepFirst(draftOn(cell.window().ports));
  const window = cell.window();
  strike(cell, window, fault, typeof fault === 'string' ? /./ : /_search/);
  if (!window.check()) return 'frozen';
  const found = await soon(takenUp(window), patience(fault));
  if (found === 'unknown' || found === 'killed') return `draft ${found}`;
  if (found === undefined) return holds(cell, 'one') ? 'none to be had' : 'LOST: no draft stands';
  if (!window.check()) return 'frozen';
  const other = fault === 'second window' ? draftOn(cell.window().ports, found) : undefined;
  await other?.keep(draftOf(occasion, 'three'));
  const draft = draftOn(window.ports, found);
  return keeping(cell, fault, draft.keep(draftOf(occasion, 'two')), 'two');
}

/** The record is saved; the draft is emptied and put away. */
async function ended(cell: Cell, fault: Strike): Promise<string> {
  const window = cell.window();
  const draft = draftOn(window.ports);
  await keepFirst(draft);
  const saved = await submit(cell.parcel, cell.window().ports, () => undefined);
  if (saved.state !== 'saved') return `not saved at first: ${saved.state}`;
  strike(cell, window, fault, write);
  const state = await soon(draft.close(), patience(fault));
  const open = draftsIn(cell).some(({ item, status }) => item || status === 'in-progress');
  if (state === 'kept' && open) return 'LOST: said to be put away, and it is not';
  return `draft put away: ${state}`;
}

export const draftSteps: readonly Step[] = [
  {
    name: 'S5 draft create',
    everyWay: false,
    run: onModelServer((cell, fault) => drafting(cell, fault, false), judgeOther(0), takeTheName),
  },
  {
    name: 'S6 autosave',
    everyWay: false,
    run: onModelServer((cell, fault) => drafting(cell, fault, true), judgeOther(0), touchAll),
  },
  {
    name: 'S12 hand-over',
    everyWay: false,
    run: onModelServer(handedOver, judgeOther(0), touchAll),
  },
  { name: 'S14 end', everyWay: false, run: onModelServer(ended, judgeOther(1), touchAll) },
];
