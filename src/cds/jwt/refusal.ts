/**
 * Why a token was refused: for the log, as a code. The caller never learns it, but for `waited`: nothing is wrong
 * with the token, and there was no time to find out.
 */
export type Refusal =
  | 'no-token'
  | 'unknown-client'
  | 'wrong-tenant'
  | 'wrong-audience'
  | 'not-in-time'
  | 'unknown-key'
  | 'bad-signature'
  | 'replayed'
  | 'store-failed'
  | 'waited';
