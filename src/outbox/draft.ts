import type { FhirReply, QuestionnaireResponse, Transport } from '../fhir/index.ts';
import { TransportError } from '../fhir/index.ts';
import type { Stored } from './delivery.ts';
import { emptied, isOpen, nameOf, openUnder, putAway, putDraft } from './draft-place.ts';
import { storedAs } from './find.ts';
import { policy, verdictOf } from './policy.ts';
import type { Ports } from './ports.ts';
import { saysTheSame } from './same-answers.ts';

/**
 * Where a draft stands.
 * - `kept`: the server holds these answers. `behind`: it holds earlier ones; they are kept in memory, try again
 * - `taken`: another window or person has changed it. It is never written over; answers stay in memory
 * - `refused`: this server keeps no drafts
 */
export type DraftState = 'kept' | 'behind' | 'taken' | 'refused';

export type Draft = {
  /** Puts the answers in the draft. Calls while one is on its way are put together into one: the latest. */
  readonly keep: (response: QuestionnaireResponse) => Promise<DraftState>;
  /**
   * When the record is saved or the visit is thrown away: the draft is emptied and marked as an error. Where an answer
   * was lost it looks once more when nothing that was sent can still arrive.
   */
  readonly close: () => Promise<DraftState>;
};

type Place = Stored & { readonly said: QuestionnaireResponse };

/** The first draft that stands under this name, about this patient, still open. */
async function find(transport: Transport, like: QuestionnaireResponse): Promise<Place | undefined> {
  const [first] = await openUnder(transport, like);
  return first && { ...storedAs(first), said: first };
}

/** The draft whose place is known, open or not: read by id, since an index may be behind. */
async function read(transport: Transport, { reference }: Place): Promise<Place | undefined> {
  const { status, resource } = await transport({ method: 'GET', path: reference });
  if (status === 404 || status === 410) return undefined;
  if (resource?.resourceType !== 'QuestionnaireResponse') throw new TransportError('unreadable');
  return { ...storedAs(resource), said: resource };
}

function placeOf(reply: FhirReply, said: QuestionnaireResponse): Place | undefined {
  const { resource } = reply;
  return resource?.resourceType === 'QuestionnaireResponse' && resource.id
    ? { ...storedAs(resource), said }
    : undefined;
}

function create(transport: Transport, body: QuestionnaireResponse): Promise<FhirReply> {
  const ifNoneExist = `identifier=${encodeURIComponent(nameOf(body))}`;
  return transport({ method: 'POST', path: 'QuestionnaireResponse', body, ifNoneExist });
}

/** One exchange as a state; what stands afterwards goes to `at`. `astray`: what was sent may still arrive. */
type Kept = {
  readonly state: DraftState;
  readonly at: Place | undefined;
  readonly astray?: true;
};

/**
 * After an answer not to trust: what stands is these answers (the write went through), earlier ones of ours, or
 * somebody else's. `sent`: what we have sent since the last answer to trust.
 */
async function lookUp(
  transport: Transport,
  at: Place | undefined,
  sent: readonly QuestionnaireResponse[],
): Promise<Kept> {
  const latest = sent.at(-1);
  const stands = at ? await read(transport, at) : latest && (await find(transport, latest));
  if (stands === undefined) return { state: at ? 'taken' : 'behind', at };
  if (saysTheSame(stands.said, latest ?? stands.said)) return { state: 'kept', at: stands };
  if (!isOpen(stands.said)) return { state: 'taken', at };
  const ours =
    stands.version === at?.version || sent.some((each) => saysTheSame(each, stands.said));
  return ours ? { state: 'behind', at: stands } : { state: 'taken', at };
}

async function write(
  transport: Transport,
  at: Place | undefined,
  sent: readonly QuestionnaireResponse[],
  response: QuestionnaireResponse,
): Promise<Kept> {
  const reply = at ? await putDraft(transport, at, response) : await create(transport, response);
  switch (verdictOf(reply.status)) {
    case 'done': {
      const place = placeOf(reply, response);
      const ours = place && (reply.status === 201 || at !== undefined);
      return ours ? { state: 'kept', at: place } : lookUp(transport, at, sent);
    }
    case 'again':
    case 'look':
      return { ...(await lookUp(transport, at, sent)), astray: true };
    case 'signed-out':
      return { state: 'behind', at };
    case 'rejected':
    case 'forbidden':
      return { state: 'refused', at };
  }
}

/** No answer: what is kept in memory is all that is known. */
function behind(error: unknown): Kept {
  if (!(error instanceof TransportError)) throw error;
  return { state: 'behind', at: undefined };
}

/**
 * A create whose answer was lost may stand there all the same, and on some servers more than one does. `known`: ours
 * has been put away already, so finding nothing is enough.
 */
async function sweep(
  transport: Transport,
  said: readonly QuestionnaireResponse[],
  known: boolean,
): Promise<DraftState> {
  const { state, count } = await putAway(transport, said).catch((error: unknown) => ({
    ...behind(error),
    count: 0,
  }));
  return !known && count === 0 ? 'behind' : state;
}

type DraftPorts = Pick<Ports, 'transport' | 'sleep'>;

/**
 * A draft on the server, in-progress, each version over the one before and never over anybody else's. `from` is the
 * draft that was resumed. Only where the site allows it: otherwise answers live in memory alone.
 */
export function draftOn({ transport, sleep }: DraftPorts, from?: QuestionnaireResponse): Draft {
  let at: Place | undefined = from && { ...storedAs(from), said: from };
  let over: DraftState | undefined;
  let latest: QuestionnaireResponse | undefined;
  let running: Promise<DraftState> | undefined;
  let astray = false;

  let sent: readonly QuestionnaireResponse[] = [];
  /** Every version that is ours, to know our own by. */
  let said: readonly QuestionnaireResponse[] = from ? [from] : [];

  const once = (response: QuestionnaireResponse): Promise<Kept> =>
    write(transport, at, sent, response).catch((error: unknown) => {
      if (!(error instanceof TransportError)) throw error;
      const lost = error.code === 'unreachable' || error.code === 'unreadable';
      astray ||= lost;
      return lost ? lookUp(transport, at, sent) : { state: 'behind', at };
    });
  const tryOn = async (response: QuestionnaireResponse): Promise<DraftState> => {
    sent = [...sent, response];
    said = [...said, response];
    const first = await once(response);
    const moved = first.state === 'behind' && first.at?.version !== at?.version;
    at = first.at;
    const kept = moved ? await once(response) : first;
    astray ||= first.astray ?? kept.astray ?? false;
    at = kept.at;
    if (kept.state === 'kept') sent = [];
    if (kept.state === 'taken' || kept.state === 'refused') over = kept.state;
    return kept.state;
  };
  const step = async (response: QuestionnaireResponse): Promise<DraftState> => {
    if (over) return over;
    return tryOn(response).catch((error: unknown) => behind(error).state);
  };
  const drain = async (): Promise<DraftState> => {
    let state: DraftState = 'kept';
    while (latest !== undefined) {
      const next = latest;
      latest = undefined;
      state = await step(next);
    }
    running = undefined;
    return state;
  };
  const keep = (response: QuestionnaireResponse): Promise<DraftState> => {
    latest = response;
    running ??= drain();
    return running;
  };
  const putAll = async (known: boolean): Promise<DraftState> => {
    const swept = await sweep(transport, said, known);
    if (!astray) return swept;
    await sleep(policy.settleAfterMs);
    return sweep(transport, said, known || swept === 'kept');
  };
  const close = async (): Promise<DraftState> => {
    await running;
    const like = at?.said ?? said.at(-1);
    if (like === undefined || over !== undefined) return over ?? 'kept';
    if (at === undefined) return putAll(false);
    const own = await keep(emptied(like));
    return own === 'kept' ? putAll(true) : own;
  };
  return { keep, close };
}
