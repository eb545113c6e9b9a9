/**
 * A demo EHR: FHIR R4 API, SMART authorization and pages, strict, with invented people and faults on demand.
 * It runs on this computer only.
 */

/** @public */
export type { BackendClient, Misbehaviour } from './authorization/index.ts';
/** @public */
export type { SandboxControl } from './control.ts';
/** @public */
export type { Fault } from './faults.ts';
/** @public */
export type { SandboxOptions } from './start.ts';
export { type Sandbox, startSandbox } from './start.ts';
