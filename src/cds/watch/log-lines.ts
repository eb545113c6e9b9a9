import type { Log, LogEntry } from './log.ts';

export type LogLines = { readonly log: Log; flush(): void };

/** Milliseconds an entry may wait for others: put into words and written one by one they would cost each call more. */
const together = 50;

/** The log as JSON lines, handed on a few at a time. `clock` in milliseconds. */
export function logLines(report: (lines: string) => void, clock: () => number): LogLines {
  let waiting: { readonly at: number; readonly entry: LogEntry }[] = [];
  let timer: NodeJS.Timeout | undefined;
  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const lines = waiting.map(({ at, entry }) =>
      JSON.stringify({ time: new Date(at).toISOString(), ...entry }),
    );
    waiting = [];
    if (lines.length > 0) report(lines.join('\n'));
  }
  return {
    log(entry) {
      waiting.push({ at: clock(), entry });
      timer ??= setTimeout(flush, together).unref();
    },
    flush,
  };
}
