import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answers, answer, type Form, parse, start } from '../../../src/questionnaire/index.ts';
import { type Folder, loadPack, type Pack } from '../../../src/routine/index.ts';

const root = join(import.meta.dirname, '../../..');

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

export function jsonFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => `${folder}/${file}`);
}

export const packIds: readonly string[] = readdirSync(join(root, 'routines'));

export const folders: Readonly<Record<string, Folder>> = Object.fromEntries(
  packIds.map((id) => [
    id,
    Object.fromEntries(jsonFiles(`routines/${id}`).map((file) => [file, readJson(file)])),
  ]),
);

export function packOf(id: string): Pack {
  const loaded = loadPack(id, folders);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
  return loaded.pack;
}

function formAt(path: string): Form {
  const parsed = parse(readJson(path));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.form;
}

export const adult: Form = formAt('questionnaires/health-questions-adult.json');

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
