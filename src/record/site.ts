import * as z from 'zod/mini';
import { noShorterThan } from '../fhir/index.ts';

/** Everyone who might come to see a record; `visit.md`, "What is written, and who will see it". */
export const readerId = z.enum([
  'staff',
  'other-units',
  'other-providers',
  'patient-portal',
  'proxies',
  'child-record',
  'referral-portal',
  'access-log',
  'messages',
  'print',
]);
export type ReaderId = z.infer<typeof readerId>;

const tested = z.strictObject({
  state: z.literal('does-not-see'),
  testedOn: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  testedBy: z.string().check(noShorterThan(1)),
});

/** "Does not see" cannot be said without the day and the person of the test; unknown means do not write. */
const reader = z.union([
  tested,
  z.strictObject({ state: z.literal('sees') }),
  z.strictObject({ state: z.literal('unknown') }),
]);

/**
 * `site/site.json`: what one site decides. `landing` absent: nothing has been decided, so nothing is written
 * to the record and the journal note is all there is.
 */
export const site = z.strictObject({
  name: z.string(),
  routine: z.string(),
  audience: z.string(),
  language: z.string(),
  languages: z.array(z.string()),
  municipality: z.exactOptional(z.string()),
  landing: z.exactOptional(
    z.strictObject({
      where: z.string(),
      /** `NR` for servers that know only normal and restricted: V becomes R. */
      confidentiality: z.enum(['VR', 'NR']),
      nopat: z.boolean(),
      /** Where a note lands when no response can be created. Absent: notes are copied by hand. */
      document: z.exactOptional(
        z.strictObject({
          where: z.string(),
          /** The document type this EHR expects, decided by the site. */
          type: z.exactOptional(z.strictObject({ system: z.string(), code: z.string() })),
        }),
      ),
    }),
  ),
  /** Answers are kept on the server before they are saved. Absent is no: they live in memory alone. */
  drafts: z.exactOptional(z.boolean()),
  readers: z.partialRecord(readerId, reader),
  coverAfterSeconds: z.number().check(z.minimum(15), z.maximum(600)),
  patientLayout: z.boolean(),
  showCounts: z.boolean(),
  /** Whom staff turn to for their own sake, and about the app. Shown as it is written here. */
  staffHelp: z.exactOptional(z.string()),
});
export type Site = Readonly<z.infer<typeof site>>;
