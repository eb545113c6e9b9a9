/** What the pictures ask a release for. */
export { groupCell, type Shown, supportCell, visitCell } from '../release/index.ts';
export { shownAt } from '../report.ts';
