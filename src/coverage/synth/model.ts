import type { NotAskedReason, ResultCode } from '../../routine/index.ts';

/** A made-up occasion, before it becomes FHIR. Days are calendar days. */
export type Occasion = {
  readonly key: string;
  /** Which of the person's visits names it; undefined: it was started without a visit. */
  readonly visit: number | undefined;
  readonly day: string;
  readonly result: ResultCode;
  readonly gate: boolean;
  readonly reason: NotAskedReason | undefined;
  readonly planned: boolean;
  readonly route: 'routine' | 'indication';
  readonly offered: boolean;
  readonly referred: boolean;
  /** The day contact with the support was held. */
  readonly contact: string | undefined;
  readonly void: boolean;
  /** Another questionnaire than the routine's. */
  readonly foreign: boolean;
};

export type Visit = {
  readonly id: string;
  readonly unit: number;
  readonly day: string;
  readonly status: 'finished' | 'cancelled' | 'in-progress';
};

export type Person = {
  readonly id: string;
  readonly birth: string;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  /** Index into the pack's municipalities; undefined: elsewhere or not known. */
  readonly home: number | undefined;
  readonly interpreter: boolean;
  readonly protected: boolean;
  readonly visits: readonly Visit[];
  readonly occasions: readonly Occasion[];
};

export type Clinic = {
  readonly id: string;
  readonly name: string;
  readonly setting: 'primary-care' | 'emergency';
  readonly region: number;
  /** How often this clinic asks, 0 to 1, at the start; it changes over time by `drift` a month. */
  readonly asks: number;
  readonly drift: number;
};
