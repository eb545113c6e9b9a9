/** Counts → the frozen release that may be shown. */
export type { Release, Shown, Sum } from './cell.ts';
export { draftRelease } from './draft.ts';
export { equityTables, groupCell, indicationKinds, personTables } from './equity-cells.ts';
export type { Source } from './gathering.ts';
export { supportCell } from './support-cells.ts';
export { lowestThreshold, suppress, suppressUnless, usualThreshold } from './suppress.ts';
export { type Grain, type Times, timesOf } from './times.ts';
export { visitCell } from './visit-cells.ts';
