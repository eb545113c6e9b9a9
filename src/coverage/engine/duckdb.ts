import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Engine, Row } from './engine.ts';

/** An embedded database that can reach nothing but the folders it was given. */
export type Duck = {
  readonly run: (sql: string) => Promise<void>;
  readonly rows: (sql: string) => Promise<readonly Row[]>;
  readonly close: () => void;
};

export type DuckOptions = {
  /** Real paths of the only folders that may be read or written: a link counts as where it leads. */
  readonly directories: readonly string[];
  readonly temporary: string;
  /** DuckDB's own notation, "1GB". */
  readonly memory: string;
  readonly threads?: number;
};

/** DuckDB's own limit. A million people stay within it, Node included (`docs/scale.md`). */
export const usualMemory = '1GB';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** No network, no extensions, no other files, and no way back: the configuration is locked (T23). */
async function lock(connection: DuckDBConnection, options: DuckOptions): Promise<void> {
  const folders = [...options.directories, options.temporary].map(text).join(', ');
  const statements = [
    `SET temp_directory = ${text(options.temporary)}`,
    `SET memory_limit = ${text(options.memory)}`,
    `SET threads = ${Math.max(1, Math.floor(options.threads ?? 2))}`,
    'SET preserve_insertion_order = false',
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    'SET allow_community_extensions = false',
    "SET lambda_syntax = 'DISABLE_SINGLE_ARROW'",
    `SET allowed_directories = [${folders}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
  for (const statement of statements) await connection.run(statement);
}

export async function openDuck(options: DuckOptions): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await lock(connection, options);
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** The embedded default: the tables become views by their names. */
export function embedded(duck: Duck): Engine {
  return async ({ tables, queries }) => {
    for (const [name, path] of Object.entries(tables)) {
      await duck.run(`CREATE OR REPLACE VIEW ${name} AS SELECT * FROM read_parquet(${text(path)})`);
    }
    const rows: (readonly Row[])[] = [];
    for (const query of queries) rows.push(await duck.rows(query));
    const [about] = await duck.rows('SELECT version() AS version');
    return { engine: `DuckDB ${String(about?.['version']).replace(/^v/, '')}`, rows };
  };
}
