/** SMART App Launch authorization for the demo EHR. */
export { smartConfiguration } from './discovery.ts';
export { type LaunchContext, type Launches, launches } from './launches.ts';
export { type Misbehaving, type Misbehaviour, withoutAwkwardEnd } from './misbehaviour.ts';
export { type Letter, parseScope, type ResourceScope } from './scope.ts';
export { type Authorization, authorization, paths } from './server.ts';
