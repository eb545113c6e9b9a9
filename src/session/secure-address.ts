const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * An https address (http only on this very machine) that hides nothing: no user, password or fragment.
 * A token or a login never goes anywhere else.
 */
export function isSecureAddress(text: string): boolean {
  const url = parseAddress(text);
  if (url === undefined || url.username !== '' || url.password !== '' || url.hash !== '')
    return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
}

/** `URL.canParse` is younger than the browsers we support. */
export function parseAddress(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
