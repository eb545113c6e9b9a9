/** SMART App Launch authorization for the demo EHR. */
export type { BackendClient } from './backend.ts';
export { smartConfiguration } from './discovery.ts';
export { type LaunchContext, launches } from './launches.ts';
export type { Misbehaving, Misbehaviour } from './misbehaviour.ts';
export { type Letter, parseScope, type ResourceScope } from './scope.ts';
export { type Authorization, authorization, paths } from './server.ts';
