import type { HttpReply } from './exchange.ts';

/** The CORS headers for one request: only origins the configuration names learn anything. */
function crossOrigin(
  origin: string | undefined,
  allowed: readonly string[],
): Readonly<Record<string, string>> {
  if (origin === undefined || !(allowed.includes('*') || allowed.includes(origin))) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, accept-language',
    'access-control-expose-headers': 'retry-after',
    'access-control-max-age': '600',
    vary: 'Origin',
  };
}

/** What a browser asks before it calls. */
export const preflight = (origin: string | undefined, allowed: readonly string[]): HttpReply => ({
  status: 204,
  headers: crossOrigin(origin, allowed),
});

/** The answer, readable by the origin that asked when the configuration names it. */
export const readableBy = (
  origin: string | undefined,
  allowed: readonly string[],
  reply: HttpReply,
): HttpReply =>
  origin === undefined
    ? reply
    : { ...reply, headers: { ...reply.headers, ...crossOrigin(origin, allowed) } };
