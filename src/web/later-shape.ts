import type { ComponentType } from 'preact';

/** All that is fetched while the gate is on the screen; `later.tsx` makes it. */
export type Later = {
  readonly Screen: ComponentType;
  /** Fetches the questionnaire and what is known from before. */
  readonly prepare: () => void;
  /** Notes that every condition of the gate holds, then leads on. */
  readonly passGate: () => Promise<void>;
};
