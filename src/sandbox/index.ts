/**
 * A demo EHR: FHIR R4 API, SMART authorization and pages, strict, with invented people and faults on demand.
 * It runs on this computer only.
 */

export type { Misbehaviour } from './authorization/index.ts';
export type { LaunchRequest, LoggedRequest, SandboxControl } from './control.ts';
export type { Fault } from './faults.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './start.ts';
