/** CDS Hooks: the right moment, said neutrally. `docs/cds.md` says how it is run. */
export { type CdsConfig, parseCdsConfig } from './config/parse.ts';
export { fileFeedbackStore, memoryFeedbackStore } from './feedback/file-store.ts';
export { cdsService } from './http/app.ts';
export { memoryReplayStore } from './jwt/replay-store.ts';
export type { CdsPorts } from './ports.ts';
export { runCds } from './run/run.ts';
export { startCds } from './run/start.ts';
export type { LogEntry } from './watch/log.ts';
