const everyAnswer = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
  'X-DNS-Prefetch-Control': 'off',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), clipboard-read=()',
};

/** For a page without a script: only its own style, and nothing is fetched. Its own policy names that style. */
export const documentHeaders: Readonly<Record<string, string>> = {
  ...everyAnswer,
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/**
 * What every answer of the app's server carries. `ehrOrigins` are the only places the page may talk to and
 * the only ones that may frame it (CSP 3: connect-src, frame-ancestors). Nothing is kept by the browser.
 */
export function appHeaders(ehrOrigins: readonly string[]): Readonly<Record<string, string>> {
  const ehr = ehrOrigins.join(' ');
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      'img-src data:',
      `connect-src 'self' ${ehr}`.trim(),
      `frame-ancestors ${ehr || "'none'"}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
    ...everyAnswer,
  };
}
