/** Where a command writes: results to `out`, progress and complaints to `err`. One line each. */
export type Reporter = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
};

export type CommandContext = {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly report: Reporter;
  /** Calendar day, `2026-11-22`. */
  readonly today: string;
  /** Instant, `2026-11-22T10:00:00.000Z`. */
  readonly now: string;
};

/** Exit code: 0 it went well, 1 it ran and found fault, 2 it was called wrongly. */
export type Command = {
  readonly name: string;
  readonly summary: string;
  readonly run: (context: CommandContext) => Promise<number>;
};
