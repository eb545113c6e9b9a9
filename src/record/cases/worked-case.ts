/** For the tests beside: from what a person answered, in words, to what the record is made of. */
import { type Coding, system } from '../../fhir/index.ts';
import { assess } from '../../guidance/index.ts';
import {
  type Answers,
  answer,
  type Form,
  parse,
  start,
  type Value,
} from '../../questionnaire/index.ts';
import { type Pack, pack as packSchema } from '../../routine/index.ts';
import type { Occasion } from '../occasion.ts';
import { type Site, site as siteSchema } from '../site.ts';
import type { RecordSource } from '../source.ts';
import formSource from './form.json' with { type: 'json' };
import packSource from './pack.json' with { type: 'json' };
import siteSource from './site.json' with { type: 'json' };

/** linkId → "ja", "nej", "vet inte", "vill inte svara", true, a date, a name or an option's code. */
export type Said = Readonly<Record<string, string | boolean>>;

const spoken: Readonly<Record<string, Coding>> = {
  ja: { system: system.yesNo, code: 'Y' },
  nej: { system: system.yesNo, code: 'N' },
  'vet inte': { system: system.absent, code: 'asked-unknown' },
  'vill inte svara': { system: system.absent, code: 'asked-declined' },
};

function parsedForm(): Form {
  const parsed = parse(formSource);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.form;
}

const form: Form = parsedForm();
export const pack: Pack = packSchema.parse(packSource);
export const site: Site = siteSchema.parse(siteSource);

export const occasion: Occasion = {
  key: '6f1b1c1e-58a5-4c5e-9d7a-0d9a8f4f2b11',
  issuer: 'https://ehr.example/fhir',
  patient: { reference: 'Patient/anna', name: 'Anna Prov' },
  personAsked: 'patient',
  route: 'routine',
  encounter: 'Encounter/visit',
  author: { reference: 'Practitioner/nurse', name: 'Siv Prov, sjuksköterska' },
  authored: '2026-11-22T10:00:00+01:00',
  language: 'sv',
  protectedIdentity: false,
  routine: { id: 'cases', version: '1.0.0', audience: 'adult' },
};

function valueFor(linkId: string, said: string | boolean): Value {
  const item = form.byLinkId.get(linkId);
  if (typeof said === 'boolean') return { type: 'boolean', value: said };
  const named = item?.options.find(
    ({ value }) => value.type === 'coding' && value.value.code === said,
  );
  const coding = spoken[said];
  if (named) return named.value;
  if (coding && item?.type === 'choice') return { type: 'coding', value: coding };
  return { type: item?.type === 'date' ? 'date' : 'string', value: said };
}

export function answersOf(said: Said): Answers {
  return Object.entries(said).reduce(
    (answers, [linkId, each]) =>
      answer(form, answers, { type: 'set', linkId, value: valueFor(linkId, each) }),
    start(form),
  );
}

export function sourceOf(said: Said, changes: Partial<RecordSource> = {}): RecordSource {
  const answers = answersOf(said);
  const circumstances = { today: '2026-11-22', route: 'routine', facts: [] } as const;
  const outcome = assess(pack, form, answers, circumstances);
  return { pack, form, answers, outcome, occasion, site, ...changes };
}
