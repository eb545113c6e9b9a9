import type { ComponentType } from 'preact';
import type { ChartFact } from '../routine/index.ts';

/** A visit opened without an EHR: what is known of the patient, and what the screens say of themselves. */
export type Apart = {
  readonly facts: readonly ChartFact[];
  /** In the bar of every screen, where else the patient stands. */
  readonly Mark: ComponentType;
  /** Under the heading of every screen. */
  readonly Beside?: ComponentType;
  /** Before the note, in place of why nothing is saved. */
  readonly Instead: ComponentType;
  /** The last action of the visit. */
  readonly Finish: ComponentType;
};
