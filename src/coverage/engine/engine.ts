import type { Json } from '@duckdb/node-api';

export type Row = Readonly<Record<string, Json>>;

/** Tables as Parquet files, and plain SQL over them by those names. */
export type Job = {
  readonly tables: Readonly<Record<string, string>>;
  readonly queries: readonly string[];
};

export type Answers = {
  /** Name and version of what did the counting. */
  readonly engine: string;
  /** One list of rows a query, in any order. */
  readonly rows: readonly (readonly Row[])[];
};

/**
 * What counts. Values reach it as files and never inside the SQL: the same text is read by engines that
 * differ in what a quote or a backslash means.
 */
export type Engine = (job: Job) => Promise<Answers>;
