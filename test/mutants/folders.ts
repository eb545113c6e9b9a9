import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';

const folder = z.strictObject({
  folder: z.string(),
  /** How it is compiled. */
  config: z.string(),
  /** The score that must be reached, in percent. */
  bar: z.number(),
  /** Where the tests stand that judge it, and which of them do not. */
  judges: z.array(z.string()),
  except: z.array(z.string()),
  /** Tests that are too slow to judge more than this part. */
  only: z.record(z.string(), z.string()),
});
export type Folder = z.infer<typeof folder>;

export const folders = z
  .array(folder)
  .parse(JSON.parse(readFileSync(new URL('./folders.json', import.meta.url), 'utf8')));

const isTest = (file: string): boolean => file.endsWith('.test.ts');

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/'))
    .sort();
}

const below = (folder: string): readonly string[] =>
  filesBelow(folder).filter((file) => file.endsWith('.ts'));

/** What stands among the cases is there for the tests. */
export const codeOf = ({ folder: name }: Folder): readonly string[] =>
  below(name).filter((file) => !isTest(file) && !file.includes('/cases/'));

export const judgesOf = ({ judges, except }: Folder): readonly string[] =>
  judges.flatMap(below).filter((file) => isTest(file) && !except.includes(file));

/** Whether this test is one of those that judge this file. */
export const judging =
  ({ only }: Folder) =>
  (judge: string, file: string): boolean =>
    file.startsWith(only[judge] ?? '');
