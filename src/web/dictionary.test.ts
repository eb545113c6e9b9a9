import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dictionary } from './dictionary.ts';

const files = ['locales', 'locales/alone'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`),
);

describe('a file of words', () => {
  test.each(files)('%s is taken', (path) => {
    expect(dictionary().learn('sv', JSON.parse(readFileSync(path, 'utf8'))).error).toBeUndefined();
  });

  test.each([
    ['nothing', undefined],
    ['a page instead of words', '<html>'],
    ['no direction', { title: 'x' }],
    ['a direction that does not exist', { direction: 'up' }],
    ['a number', { direction: 'ltr', title: 1 }],
    ['a list', { direction: 'ltr', cover: { next: ['x'] } }],
    ['words four keys deep', { direction: 'ltr', a: { b: { c: { d: 'x' } } } }],
  ])('%s is refused', (_what, file) => {
    expect(dictionary().learn('sv', file).success).toBe(false);
  });

  test('the words that a page adds stand beside the others', async () => {
    const words = dictionary();
    words.learn('sv', { direction: 'ltr', cover: { next: 'Nästa' } });
    words.learn('sv', { direction: 'ltr', cover: { button: 'Dölj' }, title: '{{count}} av alla' });
    await words.turnTo('sv');
    expect(words.say('cover.next')).toBe('Nästa');
    expect(words.say('cover.button')).toBe('Dölj');
    expect(words.say('title', { count: 3 })).toBe('3 av alla');
  });

  test('a text that would fetch another is said as it stands', async () => {
    const words = dictionary();
    words.learn('sv', { direction: 'ltr', title: '$t(wait)', wait: 'x' });
    await words.turnTo('sv');
    expect(words.say('title')).toBe('$t(wait)');
  });
});
