/** One change to one place of the code. */
export type Change = {
  readonly operator: string;
  /** Where the changed text begins and ends in the file, and what comes instead of it. */
  readonly start: number;
  readonly end: number;
  readonly becomes: string;
};

/** A change with its number among all that are tried together, and its place in words. */
export type Mutant = Change & {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  /** The line as it is written, without what stands before and behind it. */
  readonly text: string;
  readonly was: string;
};
