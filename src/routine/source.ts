import * as z from 'zod/mini';
import { day, name, words } from './words.ts';

/**
 * What a step rests on. A law row says in our own words what it means; its paragraph is shown only once a
 * jurist has signed the row (`verifiedBy`, `verifiedOn`) and only on days it is in force.
 */
export const source = z.strictObject({
  id: name,
  kind: z.enum(['law', 'guideline', 'study', 'project']),
  title: words,
  says: words,
  paragraph: z.exactOptional(z.string()),
  citation: z.exactOptional(z.string()),
  validFrom: z.exactOptional(day),
  validTo: z.exactOptional(day),
  /** The row that was in force until this one: cited for days before `validFrom`. */
  replaces: z.exactOptional(name),
  verifiedBy: z.exactOptional(z.string()),
  verifiedOn: z.exactOptional(day),
});
export type Source = Readonly<z.infer<typeof source>>;
