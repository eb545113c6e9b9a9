import type { Audience, DueRule } from '../../routine/index.ts';

/**
 * Why no card. The first six are about safety or standing and come before any rule is read:
 * - `blocked`: access to the chart is blocked, which is not the same as no earlier occasion
 * - `companion`, `remote`, `marked`: the chart says a prompt is not safe now
 * - `chart-closed`, `visit-cancelled`: nobody to ask
 * - `routine-not-in-force`: the pack's own days are past or not yet come
 * - `no-audience`: the unit's routine does not speak of this patient
 * - `tried-this-visit`: not asked, with a reason, at this very visit; due again at the next
 * - `within-interval`, `asked-this-period`, `asked-since`: completed or declined already
 * - `no-trigger`: the rule needs something in the chart that is not there
 */
export type NotDue =
  | 'blocked'
  | 'companion'
  | 'remote'
  | 'marked'
  | 'chart-closed'
  | 'visit-cancelled'
  | 'routine-not-in-force'
  | 'no-audience'
  | 'tried-this-visit'
  | 'within-interval'
  | 'asked-this-period'
  | 'asked-since'
  | 'no-trigger';

/** `reason` is the trigger's id, or `interval` when time alone made it due. */
export type Decision =
  | {
      readonly due: true;
      readonly audience: Audience;
      readonly route: DueRule['route'];
      readonly reason: string;
    }
  | { readonly due: false; readonly why: NotDue };
