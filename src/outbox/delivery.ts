import type { Bundle } from '../fhir/index.ts';

/** A record on its way. `patient` is the reference that was bound when the form opened ("Patient/1"). */
export type Parcel = {
  readonly bundle: Bundle;
  /** The occasion's key: the value of the response's identifier. */
  readonly key: string;
  readonly patient: string;
  /** `singles`: one create at a time, in an order where each reference points at what stands. Default: one transaction. */
  readonly way?: 'transaction' | 'singles';
  /** Nothing was ever sent under this key, from here or elsewhere. Only then can a refusal be called certain. */
  readonly fresh?: boolean;
};

/** One resource as it stands in the chart. `version` is absent when the server did not say. */
export type Stored = { readonly reference: string; readonly version?: string };

/**
 * Why it is not saved:
 * - `rejected`: the server will not take it; `forbidden`: these rights are not enough
 * - `signed-out`: the authority is gone; `gave-up`: no answer to trust for as long as we try
 * - `partly`: the server kept some of it and refused the rest
 */
export type NotSavedWhy = 'rejected' | 'forbidden' | 'signed-out' | 'gave-up' | 'partly';

/**
 * What is true now. `saved` means read back and compared. `not-saved` with `certain: false` means that the
 * server may hold it all the same (an answer was lost): look in the chart before it is written again.
 */
export type Delivery =
  | { readonly state: 'sending'; readonly attempt: number }
  | { readonly state: 'waiting'; readonly attempt: number; readonly retryAt: number }
  | { readonly state: 'saved'; readonly resources: readonly Stored[] }
  | {
      readonly state: 'not-saved';
      readonly why: NotSavedWhy;
      readonly certain: boolean;
      readonly detail?: string;
    }
  | {
      readonly state: 'conflict';
      /**
       * - `duplicates`: more than one response has this occasion's key, and the server does not let us mark the others
       * - `different`: what stands under the key is not what was sent
       * - `other-patient`: what stands under the key, or what was answered, is about somebody else
       */
      readonly why: 'duplicates' | 'different' | 'other-patient';
      readonly references: readonly string[];
    };

export type Final = Exclude<Delivery, { readonly state: 'sending' | 'waiting' }>;
export type Conflict = Extract<Final, { readonly state: 'conflict' }>;
