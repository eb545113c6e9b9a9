/** Nothing lost, nothing twice, never the wrong patient. */

export type { Binding, Situation } from './binding.ts';
export { bind } from './binding.ts';
export type { Delivery, Parcel } from './delivery.ts';
export type { Draft, DraftState } from './draft.ts';
export { draftOn } from './draft.ts';
export { known, pagesOf, searchAll } from './find.ts';
export { openDraft } from './open-draft.ts';
export { revise } from './revise.ts';
export type { Revision } from './revision.ts';
export type { Standing } from './standing.ts';
export { standing } from './standing.ts';
export { settle, submit } from './submit.ts';
export type { TaskUpdate } from './update-task.ts';
export { updateTask } from './update-task.ts';
export type { WayReason } from './way.ts';
export { chooseWay, revisionWay } from './way.ts';
