import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from './assemble.ts';
import { effective, overlay } from './overlay.ts';

describe('a region lays its routine over the nation’s', () => {
  const nation = {
    title: { sv: 'Bas', en: 'Base' },
    services: [
      { id: 'a', phone: '1', name: { sv: 'A' } },
      { id: 'b', phone: '2', name: { sv: 'B' } },
    ],
    cover: [{ sv: 'Sömn?' }],
    steps: [{ id: 's', rules: [{ id: 'r', when: { any: [1] }, source: 'x' }] }],
  };

  test('a word changes in one language and stands in the other', () => {
    expect(overlay(nation, { title: { sv: 'Länet' } })['title']).toEqual({
      sv: 'Länet',
      en: 'Base',
    });
  });

  test('a service is filled in by its name, keeps its place, and new ones come last', () => {
    const over = { services: [{ id: 'c' }, { id: 'a', phone: '9' }] };
    expect(overlay(nation, over)['services']).toEqual([
      { id: 'a', phone: '9', name: { sv: 'A' } },
      { id: 'b', phone: '2', name: { sv: 'B' } },
      { id: 'c' },
    ]);
  });

  test('a rule deep in a step is replaced whole, never mixed', () => {
    const over = { steps: [{ id: 's', rules: [{ id: 'r', when: { all: [2] } }] }] };
    expect(overlay(nation, over)['steps']).toEqual([
      { id: 's', rules: [{ id: 'r', when: { all: [2] }, source: 'x' }] },
    ]);
  });

  test('what is laid over a template is no template, unless it says so', () => {
    const nationFolder = { 'all.json': { licence: 'CC0-1.0', id: 'nation', template: true } };
    const over = (own: object) =>
      effective('region', {
        nation: nationFolder,
        region: { 'all.json': { licence: 'CC0-1.0', extends: 'nation', id: 'region', ...own } },
      });
    expect(over({})).not.toMatchObject({ pack: { template: true } });
    expect(over({ template: true })).toMatchObject({ pack: { template: true } });
  });

  test('a list of things without names is replaced', () => {
    expect(overlay(nation, { cover: [{ sv: 'Mat?' }] })['cover']).toEqual([{ sv: 'Mat?' }]);
  });

  test('a name like __proto__ is only a name', () => {
    const over: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
    const merged = overlay(nation, over as Record<string, unknown>);
    expect(Object.hasOwn(merged, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('nothing over a pack changes nothing, and the same overlay twice is as once', () => {
    const json = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue());
    fc.assert(
      fc.property(json, json, (base, over) => {
        expect(overlay(base, {})).toEqual(base);
        const once = overlay(base, over as Record<string, unknown>);
        expect(overlay(once, over as Record<string, unknown>)).toEqual(once);
      }),
    );
  });
});

describe('a chain of packs', () => {
  const folders = {
    se: { 'a.json': { id: 'se', owner: 'nation', version: '1.0.0' } },
    region: { 'a.json': { extends: 'se', id: 'region', owner: 'region' } },
    clinic: { 'a.json': { extends: 'region', id: 'clinic' } },
    lost: { 'a.json': { extends: 'nowhere' } },
    one: { 'a.json': { extends: 'two' } },
    two: { 'a.json': { extends: 'one' } },
  };

  test('the clinic gets what the region and the nation decided', () => {
    expect(effective('clinic', folders)).toEqual({
      ok: true,
      pack: { id: 'clinic', owner: 'region', version: '1.0.0', status: 'draft', approvals: [] },
      chain: ['clinic', 'region', 'se'],
    });
  });

  test('a signature is not inherited, and no overlay outlives its base', () => {
    const signed = [{ by: 'A', role: 'owner', on: '2026-01-01' }];
    const base = { status: 'approved', approvals: signed, validFrom: '2026-01-01' };
    const found = effective('region', {
      se: { 'a.json': { ...base, validTo: '2026-12-31', reviewBy: '2026-06-30' } },
      region: {
        'a.json': {
          extends: 'se',
          validFrom: '2026-03-01',
          validTo: '2027-12-31',
          reviewBy: '2026-05-31',
        },
      },
    });
    expect(found).toMatchObject({
      pack: {
        status: 'draft',
        approvals: [],
        validFrom: '2026-03-01',
        validTo: '2026-12-31',
        reviewBy: '2026-05-31',
      },
    });
  });

  test('a base that is not there is told, with the way to it', () => {
    expect(effective('lost', folders)).toEqual({
      ok: false,
      problems: [{ code: 'missing-base', path: 'lost > nowhere' }],
    });
  });

  test.each([
    ['a number', 5, 'lost > 5'],
    [
      'what no text can be made of',
      { toString: 1, valueOf: 1 },
      'lost > {"toString":1,"valueOf":1}',
    ],
  ])('a base that is %s is told as it was written', (_, written, path) => {
    const lost = { 'manifest.json': { extends: written } };
    expect(effective('lost', { lost })).toEqual({
      ok: false,
      problems: [{ code: 'missing-base', path }],
    });
  });

  test('packs that extend each other are told, not followed for ever', () => {
    expect(effective('one', folders)).toEqual({
      ok: false,
      problems: [{ code: 'cycle', path: 'one > two > one' }],
    });
  });
});

describe('the files of a folder', () => {
  test('become one pack whatever their order, without the notes for editors', () => {
    const a = { licence: 'CC0-1.0', $comment: 'x', id: 'se' };
    const b = { licence: 'CC0-1.0', steps: [] };
    const both = { ok: true, pack: { licence: 'CC0-1.0', id: 'se', steps: [] } };
    expect(assemble({ a, b })).toEqual(both);
    expect(assemble({ b, a })).toEqual(both);
  });

  test('may not decide the same thing twice, nor differ in licence', () => {
    const found = assemble({
      'a.json': { licence: 'CC0-1.0', steps: [] },
      'b.json': { licence: 'MIT', steps: [] },
      'c.json': ['not an object'],
    });
    expect(found).toEqual({
      ok: false,
      problems: [
        { code: 'not-an-object', path: 'c.json' },
        { code: 'licence-differs', path: 'b.json' },
        { code: 'duplicate-key', path: 'b.json', found: 'steps' },
      ],
    });
  });
});
