import { basename } from 'node:path';
import * as z from 'zod';
import { isId, noShorterThan } from '../../fhir/index.ts';
import { UsageError } from '../errors.ts';

const shape = z.strictObject({
  /** What the report calls this reader; the file's name when left out. */
  name: z.string().check(noShorterThan(1)).optional(),
  /** A bearer token for the FHIR API. */
  token: z.string().regex(/^[\w.~+/=-]+$/),
  /** The id of the patient in whose record the canaries stand. */
  patient: z.string().refine(isId),
  /** This reader is meant to be refused everything: then nothing at all may come out. */
  shutOut: z.boolean().default(false),
  /** The reader of `site.json` that this log-in speaks for: `patient-portal`, `proxies`, `child-record` … */
  row: z.string().check(noShorterThan(1)).optional(),
});

export type Reader = {
  readonly name: string;
  readonly token: string;
  readonly patient: string;
  readonly shutOut: boolean;
  readonly row?: string | undefined;
};

/** A reader from the text of its file. Throws a UsageError that never carries the token. */
export function readerIn(path: string, text: string): Reader {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${path} is not JSON`);
  }
  const parsed = shape.safeParse(content);
  if (parsed.success) return { ...parsed.data, name: parsed.data.name ?? basename(path, '.json') };
  const places = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole');
  throw new UsageError(
    `${path}: wrong at ${places.join(', ')}; expected { "token": …, "patient": …, "name": …, "shutOut": … }`,
  );
}
