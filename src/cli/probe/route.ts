/** One read of a FHIR server, as a portal or an app of the patient's might make it. */
export type Ask = {
  /** Below the base: `Observation?patient=1`. */
  readonly path: string;
  /** Present: sent by POST, as a search form or as a Bundle. */
  readonly form?: string;
  readonly bundle?: object;
};

/** A way in: all its reads are tried. */
export type Route = { readonly id: string; readonly asks: readonly Ask[] };

export type Known = {
  readonly patient: string;
  /** Marks that are looked for: what one might search by. */
  readonly canaries: readonly string[];
  /** `Type/id` of what is known to hold them, from whoever may see it. */
  readonly places: readonly string[];
};
