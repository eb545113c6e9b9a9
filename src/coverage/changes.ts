import { z } from 'zod';
import { noLongerThan, noShorterThan } from '../fhir/index.ts';

/** Long enough to say what was changed, too short for a report. */
const longestText = 80;

const change = z.strictObject({
  day: z.iso.date(),
  text: z.string().check(noShorterThan(1), noLongerThan(longestText)),
  unit: z.string().optional(),
});

/** What a site changed, and when: it stands in the charts over time. For one clinic, by its id, or for all. */
export type Change = Readonly<z.infer<typeof change>>;

/** The site's own list; it throws on one that says something else. */
export const readChanges = (read: unknown): readonly Change[] => z.array(change).parse(read);
