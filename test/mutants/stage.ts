type Run = (...args: never) => unknown;

/** A test as its file declares it, with what its groups do before and after. */
export type Judge = {
  readonly file: string;
  readonly name: string;
  readonly run: () => unknown;
  readonly groups: readonly Group[];
};

/** A `describe`, or a file as a whole. */
export type Group = {
  readonly name: string;
  readonly beforeAll: Run[];
  readonly afterAll: Run[];
  readonly beforeEach: Run[];
  readonly afterEach: Run[];
};

const groupOf = (name: string): Group => ({
  name,
  beforeAll: [],
  afterAll: [],
  beforeEach: [],
  afterEach: [],
});

/** The words that the test files import, which here only note down what they are told. */
export type Stage = {
  readonly judges: readonly Judge[];
  readonly words: Readonly<Record<string, unknown>>;
  readonly begin: (file: string) => void;
};

const spread = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [row]);
const bodyOf = (args: readonly unknown[]): Run =>
  args.find((each): each is Run => typeof each === 'function') ?? (() => undefined);

export function stageWith(expect: unknown): Stage {
  const judges: Judge[] = [];
  let file = '';
  let groups: readonly Group[] = [];
  const within = (name: string, body: () => void): void => {
    const outside = groups;
    groups = [...groups, groupOf(name)];
    body();
    groups = outside;
  };
  const add = (name: unknown, run: () => unknown): void => {
    judges.push({ file, name: String(name), run, groups });
  };
  const call = (run: Run, args: readonly unknown[]): unknown => Reflect.apply(run, undefined, args);
  const each =
    (put: (name: unknown, run: () => unknown) => void) =>
    (rows: readonly unknown[]) =>
    (name: string, ...args: readonly unknown[]): void => {
      for (const [at, row] of rows.entries()) {
        put(`${name} (${at + 1})`, () => call(bodyOf(args), spread(row)));
      }
    };
  const test = Object.assign(
    (name: unknown, ...args: readonly unknown[]) => add(name, () => call(bodyOf(args), [{}])),
    { each: each(add) },
  );
  const describe = Object.assign(
    (name: unknown, ...args: readonly unknown[]) =>
      within(String(name), () => void call(bodyOf(args), [])),
    { each: each((name, run) => within(String(name), () => void run())) },
  );
  const hook =
    (kind: 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach') =>
    (run: Run): void =>
      void groups.at(-1)?.[kind].push(run);
  return {
    judges,
    words: {
      test,
      describe,
      expect,
      beforeAll: hook('beforeAll'),
      afterAll: hook('afterAll'),
      beforeEach: hook('beforeEach'),
      afterEach: hook('afterEach'),
    },
    begin: (next) => {
      file = next;
      groups = [groupOf(next)];
    },
  };
}
