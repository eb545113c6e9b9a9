/** How many were asked, and what happened next: an export in, a release that may be shown out. */

export { type Cache, lastMoment, readSiteKey } from './cache/index.ts';
export { type Change, readChanges } from './changes.ts';
export { type Conformance, viewConformance } from './conformance/suite.ts';
export { type EngineKind, engineKinds } from './engine/index.ts';
export { EngineError, type EngineFault } from './engine/problem.ts';
export {
  ExportError,
  type ExportFault,
  type ExportProgress,
  newClientKey,
} from './export/index.ts';
export { type FetchOptions, fetchExport } from './fetch-export.ts';
export { type Period, parsePeriod } from './measure/period.ts';
export { MeasureError, type MeasureProblem } from './measure/problem.ts';
export { askedAloneMeasure } from './output/measure-resource.ts';
export type { Report } from './report.ts';
export { type CoverageOptions, type CoverageResult, runCoverage } from './run-coverage.ts';
export { type PrivatePlace, privatePlace } from './staging/private-place.ts';
export { StagingError, type StagingFault } from './staging/problem.ts';
export type { StageProgress } from './staging/stage.ts';
export { viewDefinitions } from './staging/view-rows.ts';

export { type SynthOptions, synthesise } from './synth/synthesise.ts';
