import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appHeaders } from '../../src/cli/app-headers.ts';

const nginx = /```nginx\n([\s\S]*?)```/.exec(readFileSync('docs/deployment.md', 'utf8'))?.[1] ?? '';
const described = Object.fromEntries(
  [...nginx.matchAll(/add_header (\S+) "(.*)" always;/g)].map(([, name, value]) => [name, value]),
);

test('nginx, as described, sends what our own server sends, and HSTS', () => {
  expect(described).toEqual({
    ...appHeaders(['https://ehr.region.example']),
    'Strict-Transport-Security': 'max-age=63072000',
  });
});

test('no header is set below the server: that would drop all the others', () => {
  const inside = nginx.match(/location[^}]*\{[^}]*add_header/g);
  expect(inside).toBeNull();
});
