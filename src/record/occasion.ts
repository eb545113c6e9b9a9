/**
 * Who and when. The chart's patient, the person asked and the children concerned are three different things:
 * a parent's answers are never written in a child's chart.
 */
export type Occasion = {
  /** UUID made when the form opened: the stable key that makes every write idempotent. */
  readonly key: string;
  readonly issuer: string;
  readonly patient: { readonly reference: string; readonly name: string };
  readonly personAsked: 'patient' | 'guardian';
  /** Why the questions were to be put: everyone is asked, or there were signs. */
  readonly route: 'routine' | 'indication';
  readonly encounter?: string;
  readonly author?: { readonly reference: string; readonly name?: string };
  /** Instant with offset, `2026-11-22T10:00:00+01:00`. */
  readonly authored: string;
  /** Language the questions were put in. */
  readonly language: string;
  readonly protectedIdentity: boolean;
  readonly routine: { readonly id: string; readonly version: string; readonly audience: string };
};
