/** Why a token was refused: for the log, as a code. The caller never learns it. */
export type Refusal =
  | 'no-token'
  | 'unknown-client'
  | 'wrong-tenant'
  | 'wrong-audience'
  | 'not-in-time'
  | 'unknown-key'
  | 'bad-signature'
  | 'replayed'
  | 'store-failed';
