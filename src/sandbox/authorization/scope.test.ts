import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatScope, grantable, parseScope } from './scope.ts';
import cases from './scope-cases.json' with { type: 'json' };

describe('An app is granted what the policy holds, never more', () => {
  test.each(cases)('$asked → $granted', ({ asked, policy, withheld, granted }) => {
    expect(grantable(asked.split(' '), policy, withheld).join(' ')).toBe(granted);
  });

  test('no letter is granted that was not asked for', () => {
    const letters = fc.subarray([...'cruds']).map((each) => each.join(''));
    const scope = fc
      .record({ type: fc.constantFrom('Task', 'Observation', '*'), letters })
      .filter((each) => each.letters !== '')
      .map((each) => `patient/${each.type}.${each.letters}`);
    fc.assert(
      fc.property(scope, fc.array(scope), fc.array(scope), (asked, policy, withheld) => {
        const wanted = parseScope(asked);
        return grantable([asked], policy, withheld).every((granted) =>
          [...(parseScope(granted)?.letters ?? '?')].every((each) =>
            wanted?.letters.includes(each),
          ),
        );
      }),
    );
  });

  test('a scope reads back as it was written', () => {
    const text = 'user/Observation.rs?category=survey';
    const scope = parseScope(text);
    expect(scope && formatScope(scope)).toBe(text);
  });
});
