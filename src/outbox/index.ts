/** Nothing lost, nothing twice, never the wrong patient. */
export type { Delivery, Final, NotSavedWhy, Parcel, Stored } from './delivery.ts';
export { ParcelError } from './parcel.ts';
export type { Ports } from './ports.ts';
export { submit } from './submit.ts';
export type { TaskUpdate } from './update-task.ts';
export { updateTask } from './update-task.ts';
export type { May, Way, WayReason } from './way.ts';
export { chooseWay } from './way.ts';
