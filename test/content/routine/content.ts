import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCases, readForms, readRoutineFolders } from '../../../src/cli/routine-folder.ts';
import { type Answers, answer, type Form, start } from '../../../src/questionnaire/index.ts';
import {
  type Audience,
  type Folder,
  forAudience,
  loadPack,
  type Pack,
  type WorkedCase,
} from '../../../src/routine/index.ts';

const root = join(import.meta.dirname, '../../..');

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

export function jsonFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => `${folder}/${file}`);
}

export const packIds: readonly string[] = readdirSync(join(root, 'routines'), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const read = (id: string) => readRoutineFolders(join(root, 'routines', id));

export const folders: Readonly<Record<string, Folder>> = Object.assign(
  {},
  ...packIds.map((id) => read(id).folders),
);

export const forms: ReadonlyMap<string, Form> = readForms(join(root, 'questionnaires'));

export function packOf(id: string): Pack {
  const loaded = loadPack(id, folders);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
  return loaded.pack;
}

/** The routine as one audience meets it, and the form that it is put. */
export function met(pack: Pack, audience: Audience): { readonly pack: Pack; readonly form: Form } {
  const flat = forAudience(pack, audience.id);
  const form = forms.get(audience.questionnaire);
  if (!flat.ok || form === undefined) throw new Error(`${audience.id} ${audience.questionnaire}`);
  return { pack: flat.pack, form };
}

export function casesOf(
  id: string,
): readonly { readonly path: string; readonly given: WorkedCase }[] {
  return readCases(join(root, 'routines'), read(id).chain);
}

function formAt(canonical: string): Form {
  const form = forms.get(canonical);
  if (form === undefined) throw new Error(`No questionnaire ${canonical}`);
  return form;
}

export const adult: Form = formAt(
  'https://tryggfraga.example/fhir/Questionnaire/health-questions-adult',
);

const codes: Readonly<Record<string, string>> = {
  yes: 'Y',
  no: 'N',
  unknown: 'asked-unknown',
  declined: 'asked-declined',
};

function put(form: Form, answers: Answers, linkId: string, word: string): Answers {
  const item = form.byLinkId.get(linkId);
  if (item === undefined) throw new Error(`No question ${linkId}`);
  if (item.type === 'boolean') {
    return answer(form, answers, {
      type: 'set',
      linkId,
      value: { type: 'boolean', value: word === 'yes' },
    });
  }
  if (item.type !== 'choice') {
    const type = item.type === 'date' ? 'date' : 'string';
    return answer(form, answers, { type: 'set', linkId, value: { type, value: word } });
  }
  const chosen = item.options.find(
    ({ value }) => value.type === 'coding' && value.value.code === (codes[word] ?? word),
  );
  if (chosen === undefined) throw new Error(`${linkId} has no answer ${word}`);
  return answer(form, answers, { type: 'set', linkId, value: chosen.value });
}

/** Answers in words: `{ "afraid": "yes", "gate.reason": "not-alone" }`. */
export function answersFrom(form: Form, said: Readonly<Record<string, string>>): Answers {
  return Object.entries(said).reduce(
    (answers, [linkId, word]) => put(form, answers, linkId, word),
    start(form),
  );
}
