import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const below = (folder: string): readonly { readonly file: string; readonly lines: number }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => ({ file, lines: readFileSync(join(folder, file), 'utf8').split('\n').length }));

const isTest = ({ file }: { readonly file: string }): boolean => /\.test\.tsx?$/.test(file);
const files = below('src').filter((each) => !isTest(each));

test('a newcomer reads no file above 250 lines, and half of them are under 80', () => {
  expect(files.filter(({ lines }) => lines > 251)).toEqual([]);
  const sorted = files.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80);
});

test('nor does who reads the tests', () => {
  const tests = [...below('src').filter(isTest), ...below('test')];
  expect(tests.filter(({ lines }) => lines > 251)).toEqual([]);
});

test('no file has a name that says nothing', () => {
  const empty = /(^|[/-])(utils?|helpers?|common|manager|service|handlers?|core|misc)(\/|\.|-|$)/;
  const named = files.map(({ file }) => file).filter((file) => empty.test(file));
  expect(named.filter((file) => file !== 'routine/service.ts')).toEqual([]);
});

test('no length is asked of what may be no text and no list (src/fhir/length.ts)', () => {
  const numbers = /z\s*\.number\(\)(\s*\.\w+\([\d_]*\))*/g;
  const careless = /(?<!Math)\.(min|max|nonempty)\(|\bz\.(min|max)?length\(/i;
  const asking = files.filter(({ file }) =>
    careless.test(readFileSync(join('src', file), 'utf8').replace(numbers, '')),
  );
  expect(asking.map(({ file }) => file)).toEqual(['fhir/length.ts']);
});
