/** SMART launch, tokens, and the patient in context. Nothing here outlives the page. */
export { begin } from './begin.ts';
export { type BrowserPorts, browserPorts } from './browser-ports.ts';
export { finish } from './finish.ts';
export type { Grant, Interaction } from './grant.ts';
export type { LaunchOptions } from './launch-options.ts';
export { LaunchError, type LaunchProblem, launchCodes } from './launch-problem.ts';
export type { PatientInContext } from './patient-in-context.ts';
export type { Session } from './session.ts';
export type { User } from './user.ts';
