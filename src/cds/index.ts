/** CDS Hooks: the right moment, said neutrally. */
export type { CdsConfig, CdsConfigParsed, CdsConfigProblem, CdsContent } from './config/parse.ts';
export { parseCdsConfig } from './config/parse.ts';
export type { FeedbackEntry, FeedbackStore } from './feedback/entry.ts';
export { feedbackEntry } from './feedback/entry.ts';
export { fileFeedbackStore, memoryFeedbackStore } from './feedback/file-store.ts';
export { type Cds, cdsService } from './http/app.ts';
export { folderReplayStore, memoryReplayStore, type ReplayStore } from './jwt/replay-store.ts';
export type { CdsPorts } from './ports.ts';
export { type CdsFileProblem, type CdsFileRead, readCdsFile } from './run/files.ts';
export { type CdsRun, runCds } from './run/run.ts';
export { type RunningCds, startCds } from './run/start.ts';
export type { Log, LogEntry } from './watch/log.ts';
