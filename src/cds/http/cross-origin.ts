/** The CORS headers for one request: only origins the configuration names learn anything. */
export function crossOrigin(
  origin: string | null,
  allowed: readonly string[],
): Readonly<Record<string, string>> {
  if (origin === null || !(allowed.includes('*') || allowed.includes(origin))) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, accept-language',
    'access-control-expose-headers': 'retry-after',
    'access-control-max-age': '600',
    vary: 'Origin',
  };
}
