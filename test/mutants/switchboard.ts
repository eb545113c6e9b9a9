/** Thrown where a change has made something go on without end. */
export class EndlessError extends Error {
  override readonly name = 'EndlessError';
}

/** What the changed code asks, and what it is told; one for each time the code is loaded. */
export type Switchboard = {
  /** Whether this change is on; that it was asked is remembered. */
  readonly on: (id: number) => boolean;
  /** A module begins. */
  readonly at: (file: string) => void;
  /** A loop or a function goes round once more. */
  readonly count: () => void;
  /** Begins to count afresh, with so many rounds allowed. */
  readonly allow: (rounds: number) => void;
  readonly rounds: () => number;
  /** The changes asked about since the last time. */
  readonly take: () => readonly number[];
  /** By file, what was asked about while its module was loaded. */
  readonly loaded: () => ReadonlyMap<string, readonly number[]>;
  /** The active change was come to. */
  readonly reached: () => boolean;
  readonly endless: () => boolean;
};

export function switchboardFor(active: number, mutants: number): Switchboard {
  const asked = new Uint8Array(mutants);
  const loaded = new Map<string, readonly number[]>();
  let file = '';
  let rounds = 0;
  let allowed = Number.POSITIVE_INFINITY;
  let reached = false;
  let endless = false;
  const take = (): readonly number[] => {
    const found: number[] = [];
    for (let id = asked.indexOf(1); id !== -1; id = asked.indexOf(1, id + 1)) found.push(id);
    asked.fill(0);
    return found;
  };
  const closeFile = (): void => {
    loaded.set(file, [...(loaded.get(file) ?? []), ...take()]);
  };
  return {
    on: (id) => {
      asked[id] = 1;
      if (id !== active) return false;
      reached = true;
      return true;
    },
    at: (next) => {
      closeFile();
      file = next;
    },
    count: () => {
      rounds += 1;
      if (rounds <= allowed) return;
      endless = true;
      throw new EndlessError();
    },
    allow: (most) => {
      rounds = 0;
      allowed = most;
    },
    rounds: () => rounds,
    take,
    loaded: () => {
      closeFile();
      return loaded;
    },
    reached: () => reached,
    endless: () => endless,
  };
}
