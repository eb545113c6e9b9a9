import * as z from 'zod';
import { site } from '../../record/index.ts';
import { UsageError } from '../errors.ts';

/** What one log-in was shown to see. `row`: whose row of `site.json` it speaks for. */
export type Shown = {
  readonly row: string | undefined;
  readonly kind: 'sees' | 'does-not-see' | 'not-confirmed' | 'no-proof';
};

type Test = { readonly today: string; readonly by: string };

const file = z.looseObject({ readers: z.record(z.string(), z.unknown()) });

/** One who sees is enough; not seeing must have been shown for everyone who speaks for the row. */
function stateOf(kinds: readonly Shown['kind'][], { today, by }: Test): object {
  if (kinds.includes('sees')) return { state: 'sees' };
  const allKeptOut = kinds.every((kind) => kind === 'does-not-see');
  return allKeptOut
    ? { state: 'does-not-see', testedOn: today, testedBy: by }
    : { state: 'unknown' };
}

function parsed(path: string, text: string): z.infer<typeof file> {
  try {
    return file.parse(JSON.parse(text));
  } catch (cause) {
    throw new UsageError(`${path} is not a site.json with readers`, { cause });
  }
}

/**
 * The text of `site.json` with the rows that were tested, and nothing else changed. A row whose test gave no proof
 * becomes unknown: then nothing is written until it is tested again. Throws a UsageError that names what is wrong.
 */
export function withShown(
  path: string,
  text: string,
  shown: readonly Shown[],
  test: Test,
): { readonly text: string; readonly rows: readonly string[] } {
  const before = parsed(path, text);
  const rows = [...new Set(shown.flatMap(({ row }) => row ?? []))];
  const tested = rows.map((row) => {
    const kinds = shown.filter((each) => each.row === row).map(({ kind }) => kind);
    return [row, stateOf(kinds, test)] as const;
  });
  const after = { ...before, readers: { ...before.readers, ...Object.fromEntries(tested) } };
  const checked = site.safeParse(after);
  if (!checked.success) {
    const places = checked.error.issues.map((issue) => issue.path.join('.'));
    throw new UsageError(`${path} would not hold at: ${places.join(', ')}`);
  }
  return {
    text: `${JSON.stringify(after, null, 2)}\n`,
    rows: tested.map(([row, state]) => `${row}: ${JSON.stringify(state)}`),
  };
}
