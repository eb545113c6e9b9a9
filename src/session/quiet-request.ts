/** A read without a token: nothing stored, nothing sent along, nowhere else, and not for ever. */
export const quietRequest = (): RequestInit => ({
  headers: { Accept: 'application/json' },
  cache: 'no-store',
  credentials: 'omit',
  redirect: 'error',
  referrerPolicy: 'no-referrer',
  signal: AbortSignal.timeout(15_000),
});
