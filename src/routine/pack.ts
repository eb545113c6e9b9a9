import * as z from 'zod/mini';
import { audience, trigger } from './audience.ts';
import { condition, ruleName } from './condition.ts';
import { agreement, followUp } from './follow-up.ts';
import { gate } from './gate.ts';
import { resultCode, resultQualifier } from './result.ts';
import { municipality, service } from './service.ts';
import { source } from './source.ts';
import { door, step } from './step.ts';
import { day, name, words } from './words.ts';

/** Results in order of precedence: the first whose condition holds is the result; later qualifiers add. */
const resultRule = z.strictObject({
  id: ruleName,
  when: condition,
  result: resultCode,
  qualifier: z.exactOptional(resultQualifier),
  why: words,
  source: name,
});
export type ResultRule = Readonly<z.infer<typeof resultRule>>;

/**
 * A line of a document; it is written when its condition holds. Placeholders, filled in by the record; a line
 * none of whose placeholders has a value is left out:
 * - `{date}` `{time}` the occasion, local day and time
 * - `{author}` who asked
 * - `{reason}` why nobody asked, in the words of `gate.reasons`
 * - `{nextDate}` `{nextPerson}` what was agreed when nobody asked: the items of `gate.items`
 * - `{service}` name of the chosen service, the general one: never a municipality
 * - `{followUpDate}` `{person}` the follow-up: the items of `agreement`
 */
const documentLine = z.strictObject({ when: z.exactOptional(condition), text: words });
export type DocumentLine = Readonly<z.infer<typeof documentLine>>;

const language = z.strictObject({
  code: z.string(),
  status: z.enum(['draft', 'approved']),
});

/** What a care provider writes down under HSLF-FS 2022:39, as data: one routine pack after overlay. */
export const pack = z.strictObject({
  id: name,
  title: words,
  owner: z.string(),
  version: z.string().check(z.regex(/^\d+\.\d+\.\d+$/)),
  status: z.enum(['draft', 'approved']),
  /** Laid under another's routine and never used as it is: who takes it over fills in whom to call. Not inherited. */
  template: z.exactOptional(z.boolean()),
  validFrom: day,
  validTo: z.exactOptional(day),
  reviewBy: day,
  approvals: z.array(z.strictObject({ by: z.string(), role: z.string(), on: day })),
  licence: z.string(),
  jurisdiction: z.string(),
  timeZone: z.string(),
  languages: z.array(language),
  audiences: z.array(audience),
  triggers: z.array(trigger),
  gate,
  frame: z.strictObject({ short: words, full: words, thinkOf: words }),
  questions: z.strictObject({
    /** linkIds whose answers make the result, in the order they are put. */
    result: z.array(z.string()),
    /** linkIds put after them, shown when the questionnaire enables them. */
    after: z.array(z.string()),
    /** linkId of the clinician's own "concern, not confirmed". */
    concern: z.string(),
    /** linkIds where yes is the calm answer ("safe to leave?"): there, no is the one that discloses. */
    reassuring: z.exactOptional(z.array(z.string())),
    /** linkIds that the clinician answers from what was seen, and never puts to the patient. */
    ownJudgement: z.exactOptional(z.array(z.string())),
    allNo: words,
  }),
  results: z.array(resultRule),
  /** Said after each result, before the steps. */
  say: z.strictObject({ positive: words, negative: words, declined: words, 'not-asked': words }),
  steps: z.array(step),
  doors: z.strictObject({ acute: door, child: door, staff: z.exactOptional(door) }),
  agreement,
  followUp,
  note: z.array(documentLine),
  referral: z.array(documentLine),
  /** Draft of a report of concern for a child: the clinician finishes it and sends it outside the app. */
  report: z.exactOptional(z.array(documentLine)),
  /** Neutral questions for the cover; they have nothing to do with the patient. */
  cover: z.array(words),
  municipalities: z.array(municipality),
  services: z.array(service),
  sources: z.array(source),
  /** Partial packs that an audience lays over this one (`forAudience`); several of a name in the order of the chain. */
  layers: z.exactOptional(z.record(name, z.array(z.record(z.string(), z.unknown())))),
});
export type Pack = Readonly<z.infer<typeof pack>>;
