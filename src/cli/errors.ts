/** What a person who runs a command must mend. `place` is a file or an argument. */
export class UsageError extends Error {
  readonly code = 'usage';
}

export type ContentProblem = { readonly code: string; readonly path: string };

/** Content that cannot be used: which file, and each problem with its place in it. */
export class ContentError extends Error {
  readonly code = 'content';
  readonly file: string;
  readonly problems: readonly ContentProblem[];
  constructor(file: string, problems: readonly ContentProblem[], cause?: unknown) {
    super(
      problems.map(({ code, path }) => `${file}: ${path ? `${path}: ` : ''}${code}`).join('\n'),
      { cause },
    );
    this.name = 'ContentError';
    this.file = file;
    this.problems = problems;
  }
}
