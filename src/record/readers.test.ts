import { describe, expect, test } from 'vitest';
import cases from './cases/readers.json' with { type: 'json' };
import { occasion, site } from './cases/worked-case.ts';
import { permission, readersOf } from './readers.ts';
import { readerId, type Site, site as siteSchema } from './site.ts';

function siteWhere(readers: Readonly<Record<string, string | undefined>>): Site {
  const rows: Record<string, unknown> = { ...site.readers };
  for (const [id, state] of Object.entries(readers)) {
    if (state === 'absent') delete rows[id];
    else rows[id] = { state };
  }
  return siteSchema.parse({ ...site, readers: rows });
}

describe('who will see it', () => {
  test.each(cases)('$name', ({ readers, record, referral, because }) => {
    expect(permission(siteWhere(readers))).toEqual({ record, referral, because });
  });

  test('every reader has a row, in the same order, also when the site is silent', () => {
    expect(readersOf(undefined).map(({ id }) => id)).toEqual(readerId.options);
    expect(readersOf(site).map(({ id }) => id)).toEqual(readerId.options);
    expect(new Set(readersOf(undefined).map(({ state }) => state))).toEqual(new Set(['unknown']));
  });

  test('"does not see" is never said without the day and the person of the test', () => {
    for (const row of readersOf(site).filter(({ state }) => state === 'does-not-see')) {
      expect(row).toMatchObject({ testedOn: '2026-10-01', testedBy: 'IT-enheten' });
    }
    const untested = { ...site, readers: { proxies: { state: 'does-not-see' } } };
    expect(siteSchema.safeParse(untested).success).toBe(false);
  });

  test('nothing is written while the site has decided nothing', () => {
    const { landing: _, ...silent } = site;
    expect(permission(undefined)).toMatchObject({ record: false, referral: false });
    expect(permission(undefined).because[0]).toBe('no-site');
    expect(permission(silent)).toEqual({ record: false, referral: false, because: ['no-landing'] });
  });

  test("a parent's answers are never written in the child's chart", () => {
    expect(permission(site, { ...occasion, personAsked: 'guardian' })).toEqual({
      record: false,
      referral: false,
      because: ['guardian-asked'],
    });
  });
});
