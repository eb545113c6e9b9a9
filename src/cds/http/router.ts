import { preflight } from './cross-origin.ts';
import type { HttpCall, HttpReply } from './exchange.ts';
import { problemAnswer } from './problem.ts';

export type Answers = (call: HttpCall) => Promise<HttpReply> | HttpReply;
export type Address = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly answer: Answers;
  /** For every other method. */
  readonly otherwise: Answers;
};

/** An address that ends in a slash is the same one: clients put theirs together in more than one way. */
const withoutSlash = (path: string): string =>
  path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;

const root = '/cds-services';
const isBelow = (path: string): boolean => path === root || path.startsWith(`${root}/`);

export const notFound = (): HttpReply => problemAnswer(404, 'not-found');

export function wrongMethod(allow: Address['method']): HttpReply {
  const reply = problemAnswer(405, 'not-supported');
  return { ...reply, headers: { ...reply.headers, allow } };
}

/** For the operator, who is not asked who it is: keep these inside (`docs/cds.md`). */
export const forOperator = (path: string, answer: () => HttpReply): Address => ({
  method: 'GET',
  path,
  answer,
  otherwise: () => wrongMethod('GET'),
});

/** HEAD is GET whose body the server leaves out (RFC 9110). */
const asks = (method: string, has: Address['method']): boolean =>
  method === has || (method === 'HEAD' && has === 'GET');

/** Leads a request to what answers it. `unknown` answers for what is not there below /cds-services. */
export function router(
  addresses: readonly Address[],
  { unknown, cors }: { readonly unknown: Answers; readonly cors: readonly string[] },
): Answers {
  const known = new Map(addresses.map((address) => [address.path, address]));
  return (call) => {
    const path = withoutSlash(call.path);
    if (call.method === 'OPTIONS' && isBelow(path)) return preflight(call.header('origin'), cors);
    const address = known.get(path);
    if (address === undefined) return isBelow(path) ? unknown(call) : notFound();
    return asks(call.method, address.method) ? address.answer(call) : address.otherwise(call);
  };
}
