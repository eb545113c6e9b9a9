import type {
  Alert,
  AnswerKind,
  ChartFact,
  NotAskedReason,
  ResultCode,
  ResultQualifier,
  Source,
  Step,
  Urgency,
  Words,
} from '../routine/index.ts';

/** A source as it may be shown on a day: the paragraph only when a jurist has signed the row and it is in force. */
export type Citation = { readonly source: Source; readonly paragraph?: string };

/** Why something is so: the rule, the answers that made it hold, and what it rests on. */
export type Reason = {
  readonly rule: string;
  readonly why: Words;
  readonly answers: readonly { readonly question: string; readonly kind: AnswerKind }[];
  readonly citation: Citation;
};

export type DueAlert = { readonly alert: Alert; readonly reason: Reason };

/** How many of the counted signs are present. Never "low": below the threshold nothing is said of risk. */
export type SignCount = {
  readonly yes: number;
  readonly of: number;
  readonly high: boolean;
  readonly citation: Citation;
};

export type DueStep = {
  readonly step: Step;
  /** The most urgent of the step and its alerts. */
  readonly urgency: Urgency;
  readonly reasons: readonly Reason[];
  readonly alerts: readonly DueAlert[];
  readonly count?: SignCount;
};

/** What follows from the answers. Every question of `questions.result` not answered is in `missing`. */
export type Outcome = {
  readonly result: ResultCode;
  readonly qualifiers: readonly ResultQualifier[];
  readonly notAsked?: NotAskedReason;
  /** The clinician's own judgement beside the result. */
  readonly concern: boolean;
  readonly reasons: readonly Reason[];
  readonly missing: readonly string[];
  readonly steps: readonly DueStep[];
};

/** What the assessment needs beside the answers. Absent facts are unknown. `today` is a calendar day where the visit is. */
export type Circumstances = {
  readonly today: string;
  readonly route: 'routine' | 'indication';
  /** Id of the audience of the pack. */
  readonly audience?: string;
  readonly age?: number;
  readonly facts: readonly ChartFact[];
};
