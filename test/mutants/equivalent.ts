import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Mutant } from './mutant.ts';

/** A change that changes nothing that anybody could see, and why. */
const equivalent = z.strictObject({
  file: z.string(),
  /** The whole line that it stands on, so that nothing else of the file is meant. */
  line: z.string(),
  was: z.string(),
  becomes: z.string(),
  reason: z.string().min(20),
});
type Equivalent = z.infer<typeof equivalent>;

export const equivalents = z
  .array(equivalent)
  .parse(JSON.parse(readFileSync(new URL('./equivalent.json', import.meta.url), 'utf8')));

export const isListed = (mutant: Mutant, listed: Equivalent): boolean =>
  mutant.file === listed.file &&
  mutant.text === listed.line &&
  mutant.was === listed.was &&
  mutant.becomes === listed.becomes;

export const isEquivalent = (mutant: Mutant): boolean =>
  equivalents.some((listed) => isListed(mutant, listed));

/** What is listed for one of these files, and is no change that can be made there any more. */
export function outlived(files: readonly string[], mutants: readonly Mutant[]): readonly string[] {
  return equivalents
    .filter((listed) => files.includes(listed.file))
    .filter((listed) => !mutants.some((mutant) => isListed(mutant, listed)))
    .map(({ file, was, becomes }) => `${file}: ${was} → ${becomes}`);
}
