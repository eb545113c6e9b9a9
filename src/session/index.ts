/** SMART launch, tokens, and the patient in context. Nothing here outlives the page. */
export { begin } from './begin.ts';
export { type BrowserPorts, browserPorts } from './browser-ports.ts';
export { finish } from './finish.ts';
/** @public */
export type { Grant } from './grant.ts';
export { LaunchError, type LaunchProblem } from './launch-problem.ts';
/** @public */
export type { PatientInContext } from './patient-in-context.ts';
export type { Session } from './session.ts';
export { sessionWithoutEhr } from './without-ehr.ts';
