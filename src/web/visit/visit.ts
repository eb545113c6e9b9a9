/** Where in the visit we are. `delivery` is everything after the save button. */
export type Stage =
  | 'gate'
  | 'earlier'
  | 'occasion'
  | 'follow-up'
  | 'questions'
  | 'next'
  | 'not-asked'
  | 'review'
  | 'delivery';

export type DoorName = 'acute' | 'child' | 'staff';

export type Visit = {
  readonly stage: Stage;
  /** Where the gate leads once it is passed: the screen that a cover hid. Absent before the first passing. */
  readonly ahead?: Stage;
  /** The gate has been passed since it last stood on the screen. */
  readonly passed: boolean;
  /** The screens behind this one, for Back; the gate is never among them. */
  readonly trail: readonly Stage[];
  readonly door?: DoorName;
  readonly covered: boolean;
  /** The patient answers on the screen, one question at a time. */
  readonly patientAnswers: boolean;
  readonly route: 'routine' | 'indication';
  /** How many times the screen has changed: focus moves only after the first. */
  readonly moves: number;
};

export type VisitEvent =
  | { readonly type: 'gate-passed'; readonly hasEarlier: boolean }
  | { readonly type: 'not-today' }
  | { readonly type: 'begin-questions' }
  | { readonly type: 'follow-up' }
  | { readonly type: 'questions-done'; readonly asked: boolean }
  | { readonly type: 'review' }
  | { readonly type: 'send' }
  | { readonly type: 'open-occasion' }
  | { readonly type: 'amend'; readonly asked: boolean }
  | { readonly type: 'back' }
  | { readonly type: 'hand-over' }
  | { readonly type: 'cover' }
  | { readonly type: 'uncover' }
  | { readonly type: 'open-door'; readonly door: DoorName }
  | { readonly type: 'close-door' }
  | { readonly type: 'route'; readonly route: Visit['route'] };

export function openVisit(route: Visit['route']): Visit {
  const shown = { covered: false, patientAnswers: false };
  return { stage: 'gate', passed: false, trail: [], ...shown, route, moves: 0 };
}
