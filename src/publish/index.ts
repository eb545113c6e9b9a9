/** A routine as a FHIR package, so that another region can take it over; and back. */
export { packageName } from './package-manifest.ts';
export { planDefinition } from './plan-definition.ts';
export type { ToPublish } from './publish.ts';
export { publish } from './publish.ts';
export type { PackageProblem, TakenBack } from './take-back.ts';
export { takeBack } from './take-back.ts';
