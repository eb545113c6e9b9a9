import type { BrowserPorts } from './browser-ports.ts';

/** 32 random bytes as base64url: 256 bits nobody can guess. */
export function randomText(crypto: BrowserPorts['crypto']): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
