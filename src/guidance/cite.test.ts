import { describe, expect, test } from 'vitest';
import type { Pack, Source } from '../routine/index.ts';
import { cite, UnknownSource } from './cite.ts';

const words = { sv: 'x', en: 'x' };
const row = (id: string, rest: Partial<Source>): Source => ({
  id,
  kind: 'law',
  title: words,
  says: words,
  ...rest,
});
const signed = { verifiedBy: 'Jurist', verifiedOn: '2026-01-15' };

function packWith(signature: Partial<Source>): Pack {
  return {
    sources: [
      row('report', {
        paragraph: 'new 19:1',
        validFrom: '2025-07-01',
        replaces: 'report-2001',
        ...signature,
      }),
      row('report-2001', { paragraph: 'old 14:1', validTo: '2025-06-30', ...signature }),
      row('not-yet', { paragraph: 'later', validFrom: '2027-01-01', ...signature }),
    ],
  } as unknown as Pack;
}

describe('the law that is cited', () => {
  test('is the old paragraph until June 2025 and the new from July, once a jurist has signed', () => {
    const pack = packWith(signed);
    expect(cite(pack, 'report', '2025-06-30').paragraph).toBe('old 14:1');
    expect(cite(pack, 'report', '2025-07-01').paragraph).toBe('new 19:1');
  });

  test('is no paragraph on either side until someone has signed', () => {
    for (const half of [{}, { verifiedBy: 'Jurist' }, { verifiedOn: '2026-01-15' }]) {
      expect(cite(packWith(half), 'report', '2025-06-30')).not.toHaveProperty('paragraph');
      expect(cite(packWith(half), 'report', '2026-11-22')).not.toHaveProperty('paragraph');
    }
    expect(cite(packWith({}), 'report', '2025-06-30').source.id).toBe('report-2001');
  });

  test('is no paragraph on a day it is not in force', () => {
    expect(cite(packWith(signed), 'report-2001', '2025-07-01')).not.toHaveProperty('paragraph');
    expect(cite(packWith(signed), 'not-yet', '2026-11-22')).not.toHaveProperty('paragraph');
  });

  test('cannot be a row that is not there', () => {
    expect(() => cite(packWith({}), 'nothing', '2026-11-22')).toThrow(UnknownSource);
  });
});
