export type LoopLag = {
  /** Milliseconds that the event loop is behind, now. */
  now(): number;
  stop(): void;
};

const every = 20;

/**
 * How late this process is with its work. Calls that wait in the operating system's queues are not counted by
 * anything of ours, but they make each turn of the loop longer, and that can be seen.
 */
export function loopLag(clock: () => number): LoopLag {
  let last = clock();
  const timer = setInterval(() => {
    last = clock();
  }, every).unref();
  return {
    now: () => Math.max(0, clock() - last - every),
    stop: () => clearInterval(timer),
  };
}
