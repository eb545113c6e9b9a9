import type { FhirReply, FhirRequest, Transport } from '../../src/fhir/index.ts';
import { TransportError, type TransportFault } from '../../src/fhir/index.ts';
import { holdAuthority } from '../../src/session/authority.ts';
import { withAuthority } from '../../src/session/with-authority.ts';
import type { Kernel } from './kernel.ts';
import type { ModelServer } from './model-server.ts';

/** What happens to one exchange. Numbers as in the fault matrix (docs/reliability.md). */
export type Fault =
  | 'F1 connect refused'
  | 'F2 TLS failure'
  | 'F3 lost before delivery'
  | 'F4 lost after commit'
  | 'F5 timeout, then late commit'
  | 'F6 delivered twice'
  | 'F7 truncated body'
  | 'F8 a page, nothing done'
  | 'F8 a page, all done'
  | 'F9 422'
  | 'F10 401'
  | 'F11 403'
  | 'F12 404'
  | 'F13 409'
  | 'F14 412 without cause'
  | 'F16 429'
  | 'F16 429 absurd'
  | 'F17 500 before commit'
  | 'F18 503 after commit'
  | 'F19 trickle'
  | 'F25 about another patient'
  | 'F26 one entry fails'
  | 'F28 refresh revoked';

export const passing: readonly [Fault, ...Fault[]] = [
  'F1 connect refused',
  'F2 TLS failure',
  'F3 lost before delivery',
  'F4 lost after commit',
  'F5 timeout, then late commit',
  'F6 delivered twice',
  'F7 truncated body',
  'F8 a page, nothing done',
  'F8 a page, all done',
  'F10 401',
  'F13 409',
  'F14 412 without cause',
  'F16 429',
  'F16 429 absurd',
  'F17 500 before commit',
  'F18 503 after commit',
  'F19 trickle',
];

/** These end an attempt for good, so they are rarer: else nothing else would be seen. */
export const ending: readonly [Fault, ...Fault[]] = [
  'F9 422',
  'F11 403',
  'F12 404',
  'F25 about another patient',
  'F28 refresh revoked',
];

export type Line = {
  readonly kernel: Kernel;
  readonly server: ModelServer;
  /** What happens to this exchange, if anything. A token that was just renewed is liked. */
  readonly faultFor: (request: FhirRequest, justRenewed: boolean) => Fault | undefined;
  readonly timeoutMs: number;
  /** The clock on the wall, which people and time zones set. */
  readonly wall: () => number;
};

/** Kept to one window. */
export type Kept = {
  /** False: nothing is sent or heard any more. */
  readonly isAlive: () => boolean;
  /** A request leaves just now. */
  readonly onLeaving: (request: FhirRequest) => void;
};

type Answer = (outcome: FhirReply | TransportFault) => void;

/** The request reaches the server; `reply` hears what it answers. */
function deliver(line: Line, request: FhirRequest, reply: (answer: FhirReply) => void): void {
  const { kernel, server } = line;
  const { gapMs, finish } = server.take(request);
  if (gapMs === 0) reply(finish());
  else kernel.after(kernel.between(0, gapMs), () => reply(finish()));
}

const refusal: Partial<Record<Fault, FhirReply>> = {
  'F9 422': { status: 422 },
  'F10 401': { status: 401 },
  'F28 refresh revoked': { status: 401 },
  'F11 403': { status: 403 },
  'F12 404': { status: 404 },
  'F13 409': { status: 409 },
  'F14 412 without cause': { status: 412 },
  'F16 429': { status: 429, retryAfter: 2 },
  'F16 429 absurd': { status: 429, retryAfter: 86_400 },
  'F17 500 before commit': { status: 500 },
};

/** What comes back, instead of the server's answer, when the work was done. */
const afterwards: Partial<Record<Fault, FhirReply | TransportFault>> = {
  'F4 lost after commit': 'unreachable',
  'F7 truncated body': 'unreadable',
  'F8 a page, all done': 'unreadable',
  'F18 503 after commit': { status: 503 },
  'F25 about another patient': 'wrong-patient',
};

const undone: Partial<Record<Fault, TransportFault>> = {
  'F1 connect refused': 'unreachable',
  'F2 TLS failure': 'unreachable',
  'F3 lost before delivery': 'unreachable',
  'F8 a page, nothing done': 'unreadable',
};

function late(line: Line, request: FhirRequest, answer: Answer): void {
  const { kernel, timeoutMs } = line;
  kernel.afterAwake(timeoutMs, () => answer('unreachable'));
  kernel.after(kernel.between(1_000, timeoutMs + 10_000), () =>
    deliver(line, request, () => undefined),
  );
}

/** It arrives and is answered, though not always once or at once. */
function through(line: Line, request: FhirRequest, fault: Fault | undefined, back: Answer): void {
  const { kernel, server } = line;
  if (fault === 'F26 one entry fails') server.failNextEntry(Math.floor(kernel.between(0, 3)));
  if (fault === 'F6 delivered twice') {
    kernel.after(kernel.between(0, 20_000), () => deliver(line, request, () => undefined));
  }
  deliver(line, request, (reply) => {
    const other = fault && afterwards[fault];
    const slow = fault === 'F19 trickle' ? kernel.between(1_000, 25_000) : 0;
    kernel.after(slow, () => back(other ?? reply));
  });
}

function happen(line: Line, request: FhirRequest, fault: Fault | undefined, answer: Answer): void {
  const { kernel } = line;
  const back = (outcome: FhirReply | TransportFault): void =>
    kernel.afterAwake(kernel.between(2, 150), () => answer(outcome));
  const instead = fault && (undone[fault] ?? refusal[fault]);
  if (instead !== undefined) back(instead);
  else if (fault === 'F5 timeout, then late commit') late(line, request, answer);
  else through(line, request, fault, back);
}

type Ask = {
  readonly resolve: (reply: FhirReply) => void;
  readonly reject: (error: Error) => void;
};

function hear({ resolve, reject }: Ask, outcome: FhirReply | TransportFault): void {
  if (typeof outcome === 'string') reject(new TransportError(outcome));
  else resolve(outcome);
}

const day = 86_400;

/** The token endpoint: another token each time, until the refresh token is revoked. */
function tokensOver({ kernel }: Line, isRevoked: () => boolean): typeof fetch {
  let count = 0;
  return async () => {
    await kernel.sleep(kernel.between(2, kernel.chance(0.5) ? 12_000 : 150));
    count += 1;
    const names = { access_token: `t${count}`, refresh_token: `r${count}`, token_type: 'Bearer' };
    const answer = isRevoked() ? { error: 'invalid_grant' } : { ...names, expires_in: 300 };
    kernel.say(`token ${isRevoked() ? 'refused' : count}`);
    const text = async (): Promise<string> => JSON.stringify(answer);
    return { ok: !isRevoked(), status: isRevoked() ? 400 : 200, text } as Response;
  };
}

/** A transport over this line, with the session's own way of holding and renewing its token. */
export function lineOf(line: Line, { isAlive, onLeaving }: Kept): Transport {
  const { kernel } = line;
  let revoked = false;
  let refused = false;
  const send = (request: FhirRequest, ask: Ask): void => {
    const fault = line.faultFor(request, refused);
    kernel.say(`${request.method} ${request.path} ${fault ?? ''}`);
    refused = fault === 'F10 401';
    revoked ||= fault === 'F28 refresh revoked';
    onLeaving(request);
    const answer: Answer = (outcome) => {
      if (!isAlive()) return;
      kernel.say(`= ${typeof outcome === 'string' ? outcome : outcome.status}`);
      hear(ask, outcome);
    };
    kernel.after(kernel.between(2, 150), () => happen(line, request, fault, answer));
  };
  const ports = { fetch: tokensOver(line, () => revoked), now: line.wall };
  const client = { tokenEndpoint: 'https://ehr.example/token', clientId: 'c' };
  const first = { access_token: 't0', refresh_token: 'r0', token_type: 'Bearer', expires_in: day };
  const authority = holdAuthority(ports, client, first);
  return withAuthority(
    authority,
    (request) =>
      new Promise((resolve, reject) => {
        if (isAlive()) send(request, { resolve, reject });
      }),
  );
}
