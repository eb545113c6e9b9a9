const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** UTF-8, by way of the one thing in the language itself that knows it. */
function bytesOf(text: string): readonly number[] {
  const escaped = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\u{FFFD}'));
  return [...escaped.matchAll(/%([0-9A-F]{2})|[\s\S]/g)].map(([whole, hex]) =>
    hex === undefined ? whole.charCodeAt(0) : Number.parseInt(hex, 16),
  );
}

/** The text as UTF-8 in base64 (RFC 4648 §4), without needing a browser or Node. */
export function base64Of(text: string): string {
  const bytes = bytesOf(text);
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two, three] = bytes.slice(at, at + 3);
    const bits = (one << 16) | ((two ?? 0) << 8) | (three ?? 0);
    out += letters.charAt(bits >> 18) + letters.charAt((bits >> 12) & 63);
    out += two === undefined ? '=' : letters.charAt((bits >> 6) & 63);
    out += three === undefined ? '=' : letters.charAt(bits & 63);
  }
  return out;
}
