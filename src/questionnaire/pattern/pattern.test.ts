import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pattern } from './pattern.ts';

/** JavaScript's own, which it must agree with. */
const theirs = (source: string, text: string): boolean =>
  new RegExp(`^(?:${source})$`, 'u').test(text);
const ours = (source: string, text: string): boolean | undefined => pattern(source)?.test(text);

describe('the form that an answer must have', () => {
  test.each([
    ['[0-9]{5}', ['12345', '1234', '123456', 'abcde']],
    ['(\\d{3}-)?\\d+', ['070-1', '1', '070-', '-1']],
    ['([0-9]+,)*[0-9]+', ['1', '1,22,3', '1,', ',1']],
    ['^[\\x00-\\x7F\\xA0-\\xFF]+$', ['abc é', 'ж', '']],
    ['(?:[A-Z]\\w+ ?){1,3}', ['Anna Maria', 'anna', 'A B C D']],
    ['a|b|', ['a', 'b', '', 'ab']],
    ['.*', ['anything', '', 'two\nlines']],
    ['[^@\\s]+@[^@\\s]+\\.[a-z]{2,}', ['a@b.se', 'a@b', 'a b@c.se']],
    ['\\p{Lu}\\p{Ll}*', ['Åsa', 'åsa', 'Ж']],
    ['(a?){3}', ['', 'aaa', 'aaaa']],
    ['((a*)*)*', ['', 'aaa', 'ab']],
    ['x{2,}?', ['x', 'xx', 'xxx']],
    ['x{1,2}', ['', 'x', 'xx', 'xxx']],
    ['\\u00e5+', ['åå', 'a']],
    ['\u{1F600}{2}', ['\u{1F600}\u{1F600}', '\u{1F600}']],
    ['[\\]]\\[', ['][', '[]']],
  ])('%s is read as JavaScript reads it', (source, texts) => {
    for (const text of texts) expect(ours(source, text), text).toBe(theirs(source, text));
  });

  test('any combination is read as JavaScript reads it', () => {
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\d'),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => a + b),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a}|${b})`),
        fc
          .tuple(tie('tree'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,}'))
          .map(([a, many]) => `(?:${a})${many}`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 6 });
    fc.assert(
      fc.property(tree, text, (source, written) => {
        const found = ours(source, written);
        if (found !== undefined) expect(found).toBe(theirs(source, written));
      }),
      { numRuns: 2_000 },
    );
  });

  test('a bracket that closes nothing stands for itself, as in older forms', () => {
    expect(pattern('a]b}')?.test('a]b}')).toBe(true);
    expect(pattern('a]b}')?.test('a]b')).toBe(false);
  });

  test('a dot is the end of a line only where that is asked for', () => {
    expect(pattern('a.b')?.test('a\nb')).toBe(false);
    expect(pattern('a.b', true)?.test('a\nb')).toBe(true);
    expect(pattern('a.b', true)?.test('a\u{1F600}b')).toBe(true);
  });

  test('a length may be asked for', () => {
    expect(pattern('a{300}')?.test('a'.repeat(300))).toBe(true);
    expect(pattern('a{300}')?.test('a'.repeat(299))).toBe(false);
  });

  test('groups may stand beside each other as many as fit, but not in each other', () => {
    expect(pattern('(a)'.repeat(60))?.test('a'.repeat(60))).toBe(true);
    const nested = (times: number) => pattern(`${'('.repeat(times)}a${')'.repeat(times)}`);
    expect(nested(99)?.test('a')).toBe(true);
    expect(nested(100)).toBeUndefined();
  });

  test('a text that would be too much work is not of the form, though it looks so', () => {
    const heavy = pattern(`(${'a?'.repeat(200)})*`);
    expect(heavy?.test('a'.repeat(1_000))).toBe(true);
    expect(heavy?.test('a'.repeat(10_000))).toBe(false);
  });

  test('a part of a text is found where it stands, and only there when it is tied down', () => {
    expect(pattern('b+')?.isIn('abbc')).toBe(true);
    expect(pattern('^b')?.isIn('abbc')).toBe(false);
    expect(pattern('c$')?.isIn('abbc')).toBe(true);
    expect(pattern('b$')?.isIn('abbc')).toBe(false);
  });

  test.each([
    '(a+a)+',
    '(a+)+',
    '(a|aa)+',
    'a*a*a*a*a*a*',
    '(.*a){12}',
    '(\\w+\\s?)+',
    '((a?){30}a{30})',
  ])('no text makes %s run for long: its length decides', (source) => {
    const found = pattern(source);
    expect(found?.test(`${'a'.repeat(20_000)}!`)).toBe(false);
  });

  test.each([
    '(?=a)b',
    '(?<!a)b',
    '(a)\\1',
    '\\bword\\b',
    '(a',
    'a)',
    '[a',
    '*',
    'a{1001}',
    '((a{99}){99}){99}',
    '((a{0,99}){0,99}){0,99}',
    '((a{99,}|b){99,}){99,}',
    '\\p{Nonsense}',
    '(?<n>a)',
    'x'.repeat(501),
  ])('what is malformed, too large or more than regular is not a pattern: %s', (source) => {
    expect(pattern(source)).toBeUndefined();
  });
});
