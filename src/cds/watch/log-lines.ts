import type { Log } from './log.ts';

export type LogLines = { readonly log: Log; flush(): void };

/** Milliseconds a line may wait for others: a write for each call would cost more than its words. */
const together = 50;

/** The log as JSON lines, handed on a few at a time. `clock` in milliseconds. */
export function logLines(report: (lines: string) => void, clock: () => number): LogLines {
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const lines = waiting;
    waiting = [];
    if (lines.length > 0) report(lines.join('\n'));
  }
  return {
    log(entry) {
      waiting.push(JSON.stringify({ time: new Date(clock()).toISOString(), ...entry }));
      timer ??= setTimeout(flush, together).unref();
    },
    flush,
  };
}
