/** A world where time is a number, chance is a seed, and nothing happens but what is in the queue. */
export type Kernel = {
  /** Virtual milliseconds. */
  readonly now: () => number;
  /** 0 ≤ x < 1, the same for the same seed. */
  readonly random: () => number;
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  readonly after: (ms: number, run: () => void) => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Lets the next thing happen; false when nothing is left. Microtasks must be drained before the next call. */
  readonly step: () => boolean;
  /** As `after`, for what happens in a window: not while the lid is shut. */
  readonly afterAwake: (ms: number, run: () => void) => void;
  /** The lid is shut for so long. What is on its way, and the server, go on. */
  readonly shut: (ms: number) => void;
  readonly say: (text: string) => void;
  /** Of all that was said and when. */
  readonly hash: () => string;
};

type Event = { readonly at: number; readonly order: number; readonly run: () => void };

/** mulberry32: small, quick, and good enough to explore with. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a over text, 32 bits. */
function mix(hash: number, text: string): number {
  let mixed = hash;
  for (let at = 0; at < text.length; at += 1) {
    mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  }
  return mixed;
}

const isBefore = (one: Event, other: Event): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

function takeFirst(queue: Event[]): Event | undefined {
  let first = 0;
  for (let at = 1; at < queue.length; at += 1) {
    const [one, other] = [queue[at], queue[first]];
    if (one && other && isBefore(one, other)) first = at;
  }
  return queue.splice(first, 1)[0];
}

/** `tell` hears every line of the trace. */
export function kernel(seed: number, tell?: (line: string) => void): Kernel {
  const random = randomFrom(Math.imul(seed + 1, 0x9e3779b1));
  const queue: Event[] = [];
  let now = 0;
  let hash = 0x811c9dc5;
  const after = (ms: number, run: () => void): void => {
    queue.push({ at: now + Math.max(0, ms), order: random(), run });
  };
  let asleepUntil = 0;
  const afterAwake = (ms: number, run: () => void): void => {
    after(ms, () => {
      if (now < asleepUntil) after(asleepUntil - now, run);
      else run();
    });
  };
  return {
    now: () => now,
    random,
    between: (low, high) => low + (high - low) * random(),
    chance: (probability) => random() < probability,
    pick: (from) => from[Math.floor(random() * from.length)] ?? from[0],
    after,
    afterAwake,
    sleep: (ms) => new Promise((resolve) => afterAwake(ms, resolve)),
    step: () => {
      const event = takeFirst(queue);
      if (event === undefined) return false;
      now = Math.max(now, event.at);
      event.run();
      return true;
    },
    shut: (ms) => {
      asleepUntil = now + ms;
    },
    say: (text) => {
      hash = mix(hash, `${Math.round(now)} ${text};`);
      tell?.(`${(now / 1000).toFixed(3).padStart(10)}  ${text}`);
    },
    hash: () => (hash >>> 0).toString(16).padStart(8, '0'),
  };
}
