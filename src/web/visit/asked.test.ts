import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerKind } from '../../guidance/index.ts';
import { answer, type Form, optionsOf, parse, start } from '../../questionnaire/index.ts';
import { type Audience, loadPack, type Pack } from '../../routine/index.ts';
import { allNo, nothingAnswered, questionsNow } from './asked.ts';

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function routine(): { readonly pack: Pack; readonly audience: Audience; readonly form: Form } {
  const folder = Object.fromEntries(
    readdirSync('routines/se')
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file, json(`routines/se/${file}`)]),
  );
  const loaded = loadPack('se', { se: folder });
  const parsed = parse(json('questionnaires/health-questions-adult.json'));
  const audience = loaded.ok ? loaded.pack.audiences[0] : undefined;
  if (!loaded.ok || !parsed.ok || audience === undefined) throw new Error('content does not load');
  return { pack: loaded.pack, audience, form: parsed.form };
}

const { pack, audience, form } = routine();

function reply(answers: ReturnType<typeof start>, linkId: string, code: string) {
  const option = optionsOf(form, linkId, 'sv').find(({ coding }) => coding?.code === code);
  if (option === undefined) throw new Error(`no option ${code}`);
  return answer(form, answers, { type: 'set', linkId, value: option.value });
}

describe('which questions are put', () => {
  test('all that count, and whether that person can be near only after a yes to earlier', () => {
    const answers = start(form);
    expect(questionsNow(pack, audience, { form, answers })).toEqual(pack.questions.result);
    const told = reply(answers, 'earlier', 'Y');
    expect(questionsNow(pack, audience, { form, answers: told })).toContain('reach');
  });

  test('an audience that starts with two gets the rest after an unclear answer, not after a no', () => {
    const short = { ...audience, startsWith: ['afraid', 'hurt'] };
    const answers = start(form);
    expect(questionsNow(pack, short, { form, answers })).toEqual(['afraid', 'hurt']);
    const no = reply(answers, 'afraid', 'N');
    expect(questionsNow(pack, short, { form, answers: no })).toEqual(['afraid', 'hurt']);
    const unclear = reply(no, 'hurt', 'asked-declined');
    expect(questionsNow(pack, short, { form, answers: unclear })).toEqual(pack.questions.result);
  });

  test('no to every one answers what was put, and nothing that was not', () => {
    const answers = allNo(pack, audience, { form, answers: start(form) });
    const kinds = pack.questions.result.map((linkId) => answerKind(form, answers, linkId));
    expect(new Set(kinds)).toEqual(new Set(['no']));
    expect(nothingAnswered(pack, { form, answers })).toBe(false);
    const short = { ...audience, startsWith: ['afraid', 'hurt'] };
    const two = allNo(pack, short, { form, answers: start(form) });
    expect(answerKind(form, two, 'sexual')).toBe('missing');
  });
});
