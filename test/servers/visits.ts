import { readFileSync } from 'node:fs';
import { contentFiles } from '../../src/cli/content-folder.ts';
import { assess } from '../../src/guidance/index.ts';
import {
  type Answers,
  answer,
  type Form,
  parse,
  start,
  type Value,
} from '../../src/questionnaire/index.ts';
import { type Occasion, type RecordSource, site as siteSchema } from '../../src/record/index.ts';
import { parsePack, questionsFor } from '../../src/routine/index.ts';
import visitsSaid from './visits.json' with { type: 'json' };

/** linkId → an option's code, true, false, a date or a name. */
type Said = Readonly<Record<string, string | boolean>>;
type Visit = { readonly name: string; readonly patient: string; readonly said: Said };

/** What people answer, as data that a clinician can read. */
export const visits: readonly Visit[] = visitsSaid;

const content = contentFiles('.');
const site = siteSchema.parse({
  ...JSON.parse(readFileSync('src/sandbox/site/site.json', 'utf8')),
  drafts: true,
});

function fromContent(path: string): unknown {
  const text = content.get(path);
  if (text === undefined) throw new Error(`${path} is not among the content`);
  return JSON.parse(text);
}

function readForm(): Form {
  const parsed = parse(fromContent('content/questionnaires/health-questions-adult.json'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.form;
}

function readPack() {
  const parsed = parsePack(fromContent('content/routines/demo-clinic/adult.json'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { result, after } = questionsFor(parsed.pack, 'adult');
  const questions = { ...parsed.pack.questions, result: [...result], after: [...after] };
  return { ...parsed.pack, questions };
}

const form = readForm();
export const pack = readPack();

function valueFor(linkId: string, said: string | boolean): Value {
  const item = form.byLinkId.get(linkId);
  if (item === undefined) throw new Error(`${linkId} is not in the form`);
  if (typeof said === 'boolean') return { type: 'boolean', value: said };
  const option = item.options.find(
    ({ value }) => value.type === 'coding' && value.value.code === said,
  );
  if (option) return option.value;
  return { type: item.type === 'date' ? 'date' : 'string', value: said };
}

function answersOf(said: Said): Answers {
  return Object.entries(said).reduce(
    (answers, [linkId, each]) =>
      answer(form, answers, { type: 'set', linkId, value: valueFor(linkId, each) }),
    start(form),
  );
}

/** Everything that the visit's record, note and draft are made of: the demo's routine, form and site. */
export function sourceOf(
  visit: Visit,
  at: { readonly key: string; readonly issuer: string },
): RecordSource {
  const answers = answersOf(visit.said);
  const outcome = assess(pack, form, answers, {
    today: '2026-11-27',
    route: 'routine',
    audience: 'adult',
    facts: [],
  });
  const occasion: Occasion = {
    key: at.key,
    issuer: at.issuer,
    patient: { reference: `Patient/${visit.patient}`, name: 'Anna Prov' },
    personAsked: 'patient',
    route: 'routine',
    encounter: `Encounter/visit-${visit.patient}`,
    author: { reference: 'Practitioner/siv', name: 'Siv Prov, sjuksköterska' },
    authored: '2026-11-27T10:00:00+01:00',
    language: 'sv',
    protectedIdentity: false,
    routine: { id: pack.id, version: pack.version, audience: 'adult' },
  };
  return { pack, form, answers, outcome, occasion, site };
}

/** The same visit where the site has said where notes land. */
export function withNotes(source: RecordSource): RecordSource {
  const { landing } = source.site;
  if (landing === undefined) throw new Error('the demo site has decided where records land');
  return { ...source, site: { ...source.site, landing: { ...landing, document: { where: 'x' } } } };
}
