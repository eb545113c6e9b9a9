import { describe, expect, test } from 'vitest';
import {
  type AnswerEvent,
  answer,
  fill,
  isEnabled,
  parse,
  picture,
  start,
  valuesOf,
} from '../index.ts';

const parsed = parse({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [
    { linkId: 'm', type: 'string', repeats: true },
    { linkId: 's', type: 'string' },
    {
      linkId: 'q',
      type: 'boolean',
      item: [
        { linkId: 'words', type: 'display' },
        { linkId: 'under', type: 'string' },
      ],
    },
    {
      linkId: 'out',
      type: 'group',
      repeats: true,
      item: [
        {
          linkId: 'still',
          type: 'group',
          item: [
            { linkId: 'in', type: 'group', repeats: true, item: [{ linkId: 'n', type: 'string' }] },
          ],
        },
      ],
    },
  ],
});
if (!parsed.ok) throw new Error('refused');
const { form } = parsed;

const text = (value: string) => ({ type: 'string', value }) as const;
const set = (linkId: string, value: string, more: object = {}): AnswerEvent => ({
  ...{ type: 'set', linkId, value: text(value) },
  ...more,
});
const add = (linkId: string, value?: string, at?: readonly number[]): AnswerEvent => ({
  ...{ type: 'add', linkId },
  ...(value === undefined ? {} : { value: text(value) }),
  ...(at === undefined ? {} : { at }),
});
const answered = (...events: readonly AnswerEvent[]) =>
  events.reduce((answers, event) => answer(form, answers, event), start(form));
const written = (linkId: string, at: readonly number[] | undefined, ...events: AnswerEvent[]) =>
  valuesOf(form, answered(...events), linkId, at).map(({ value }) => value);

test('the whole picture says in which language the form was filled in', () => {
  const at = '2026-11-22T10:00:00Z';
  expect(picture(form, answered(), { at, language: 'so' }).response.language).toBe('so');
  expect(picture(form, answered(), { at }).response.language).toBeUndefined();
});

describe('one of several answers', () => {
  const three = [add('m', 'a'), add('m', 'b'), add('m', 'c')];

  test('is written over by its number, or comes after the last', () => {
    expect(written('m', undefined, ...three, set('m', 'x', { index: 1 }))).toEqual(['a', 'x', 'c']);
    expect(written('m', undefined, ...three, set('m', 'x', { index: 0 }))).toEqual(['x', 'b', 'c']);
    expect(written('m', undefined, ...three, set('m', 'x', { index: 3 }))).toEqual([
      ...['a', 'b', 'c', 'x'],
    ]);
    expect(written('m', undefined, ...three, set('m', 'x'))).toEqual(['x']);
    expect(written('s', undefined, set('s', 'x'), set('s', 'y'))).toEqual(['y']);
  });

  test.each<[string, AnswerEvent]>([
    ['before the first', set('m', 'x', { index: -1 })],
    ['beyond the last', set('m', 'x', { index: 4 })],
    ['removed beyond the last', { type: 'remove', linkId: 'm', index: 3 }],
    ['removed by a value that is not there', { type: 'remove', linkId: 'm', value: text('z') }],
  ])('cannot be %s', (_where, event) => {
    expect(() => answered(...three, event)).toThrow('no-such-place');
  });

  test('is removed where it stands', () => {
    const last: AnswerEvent = { type: 'remove', linkId: 'm', index: 2 };
    const named: AnswerEvent = { type: 'remove', linkId: 'm', value: text('b') };
    expect(written('m', undefined, ...three, last)).toEqual(['a', 'b']);
    expect(written('m', undefined, ...three, named)).toEqual(['a', 'c']);
  });

  test('is no answer to a group, and a group is no answer to it', () => {
    expect(() => answered(set('out', 'x'))).toThrow('wrong-type');
    expect(() => answered(add('m'))).toThrow('wrong-type');
  });
});

describe('edits that no person makes', () => {
  const items = Array.from({ length: 999 }, (_, at) => ({ linkId: `i${at}`, type: 'string' }));
  const rows = [{ linkId: 'row', type: 'group', repeats: true, item: items }];
  const grown = parse({ resourceType: 'Questionnaire', status: 'draft', item: rows });
  const filled = (edits: readonly unknown[]) => grown.ok && fill(grown.form, edits);
  const times = (count: number, edit: object) => Array.from({ length: count }, () => edit);

  test('are refused where the form has grown larger than any form is', () => {
    expect(filled(times(200, { add: 'row' }))).toMatchObject({ ok: true });
    const fault = { code: 'too-large', edit: 200, linkId: 'row' };
    expect(filled(times(201, { add: 'row' }))).toEqual({ ok: false, fault });
  });

  test('are told by their number', () => {
    const fault = { code: 'not-an-edit', edit: 1 };
    expect(filled([{ set: 'i0', value: 'x' }, {}])).toEqual({ ok: false, fault });
  });

  test('are refused when they are too many to be read', () => {
    const set = { set: 'i0', value: 'x' };
    expect(filled(times(10_000, set))).toMatchObject({ ok: true });
    const fault = { code: 'too-large', edit: 10_000 };
    expect(filled(times(10_001, set))).toEqual({ ok: false, fault });
  });
});

describe('what stands under a question', () => {
  const yes: AnswerEvent = { type: 'set', linkId: 'q', value: { type: 'boolean', value: true } };

  test('is asked once that is answered; words are there before', () => {
    expect(['words', 'under'].map((each) => isEnabled(form, answered(), each))).toEqual([
      true,
      false,
    ]);
    expect(['words', 'under'].map((each) => isEnabled(form, answered(yes), each))).toEqual([
      true,
      true,
    ]);
    expect(isEnabled(form, answered(), 'words', [])).toBe(true);
    expect(isEnabled(form, answered(), 'under', [])).toBe(false);
  });

  test('is no answer while that has none', () => {
    const cleared = [yes, set('under', 'x'), { type: 'clear', linkId: 'q' } as const];
    expect(written('under', undefined, ...cleared)).toEqual([]);
    expect(written('under', undefined, ...cleared, yes)).toEqual(['x']);
  });
});

describe('rows in rows', () => {
  const events = [
    ...[set('n', 'a'), add('in', undefined, [0]), set('n', 'b', { at: [0, 1] })],
    ...[add('out'), set('n', 'c', { at: [1, 0] }), add('in', undefined, [1])],
    set('n', 'd', { at: [1, 1] }),
  ];

  test('are counted over what repeats only', () => {
    expect(written('n', undefined, ...events)).toEqual(['a', 'b', 'c', 'd']);
    expect(written('n', [0, 1], ...events)).toEqual(['b']);
    expect(written('n', [1, 0], ...events)).toEqual(['c']);
    expect(written('n', [1, 1], ...events)).toEqual(['d']);
    expect(written('n', [1], ...events)).toEqual(['c']);
    expect(written('n', [2, 0], ...events)).toEqual([]);
  });

  test('are there only where there are any', () => {
    const answers = answered(...events);
    expect(
      [
        [0, 1],
        [1, 1],
        [1, 2],
        [2, 0],
      ].map((at) => isEnabled(form, answers, 'n', at)),
    ).toEqual([...[true, true, false, false]]);
  });
});
