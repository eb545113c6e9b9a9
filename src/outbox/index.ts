/** Nothing lost, nothing twice, never the wrong patient. */

/** @public */
export type { Binding, Mismatch, Situation } from './binding.ts';
/** @public */
export { bind, mismatches } from './binding.ts';
export type { Delivery, Parcel } from './delivery.ts';
/** @public */
export type { Draft, DraftState } from './draft.ts';
/** @public */
export { draftOn } from './draft.ts';
/** @public */
export { openDraft } from './open-draft.ts';
/** @public */
export { revise } from './revise.ts';
/** @public */
export type { Revision } from './revision.ts';
/** @public */
export { settle, submit } from './submit.ts';
export type { TaskUpdate } from './update-task.ts';
export { updateTask } from './update-task.ts';
/** @public */
export type { OtherWay, Prepared, WayReason } from './way.ts';
export { chooseWay } from './way.ts';
