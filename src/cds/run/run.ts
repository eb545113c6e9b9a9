import { randomUUID } from 'node:crypto';
import { fileFeedbackStore } from '../feedback/file-store.ts';
import { folderReplayStore, memoryReplayStore, type ReplayStore } from '../jwt/replay-store.ts';
import { appender } from '../watch/lines.ts';
import type { Log } from '../watch/log.ts';
import { logLines } from '../watch/log-lines.ts';
import { type CdsFileProblem, type CdsFiles, readCdsFile } from './files.ts';
import { type RunningCds, startCds } from './start.ts';

export type CdsRun =
  | ({ readonly ok: true } & RunningCds)
  | { readonly ok: false; readonly problems: readonly CdsFileProblem[] };

const sweepEvery = 60_000;

/** A store of spent tokens, and how to stop tending it. */
async function replayStore(
  { replay }: CdsFiles,
  log: Log,
): Promise<readonly [ReplayStore, () => void]> {
  if (replay === undefined) return [memoryReplayStore(), () => undefined];
  const store = await folderReplayStore(replay);
  const sweep = (): void => {
    store.sweep(Date.now() / 1000).catch((error: unknown) => {
      log({ event: 'failed', name: error instanceof Error ? error.name : typeof error });
    });
  };
  const timer = setInterval(sweep, sweepEvery).unref();
  return [store, () => clearInterval(timer)];
}

/**
 * Reads the file and runs until closed. `report` gets the structured log, JSON lines without a last newline; a port given
 * here goes before the file's.
 */
export async function runCds(
  file: string,
  { port, report }: { readonly port?: number; readonly report: (line: string) => void },
): Promise<CdsRun> {
  const read = await readCdsFile(file);
  if (!read.ok) return read;
  const { config, files } = read;
  const feedback = await fileFeedbackStore(files.feedback);
  const audit = await appender(files.audit);
  const { log, flush } = logLines(report, Date.now);
  const [replay, stopSweeping] = await replayStore(files, log);
  const listen = { ...config.listen, ...(port !== undefined && { port }) };
  const running = await startCds({
    config: { ...config, listen },
    ports: {
      now: Date.now,
      uuid: randomUUID,
      fetch: globalThis.fetch,
      feedback,
      replay,
      log,
      audit: (event) => audit.append(JSON.stringify(event)),
    },
  });
  return {
    ok: true,
    url: running.url,
    async close() {
      await running.close();
      stopSweeping();
      await feedback.close();
      await audit.close();
      flush();
    },
  };
}
