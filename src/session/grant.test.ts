import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import grants from './grant.json' with { type: 'json' };
import { type Interaction, parseGrant } from './grant.ts';

const letters = { create: 'c', read: 'r', update: 'u', delete: 'd', search: 's' } as const;
const interactions = Object.keys(letters) as Interaction[];
const type = fc.constantFrom('Patient', 'Observation', 'Task', 'QuestionnaireResponse');
const access = fc.subarray([...'cruds']).filter((each) => each.length > 0);

describe('what the EHR lets the app do', () => {
  test.each(grants)('$scope', ({ scope, may, mayNot }) => {
    const grant = parseGrant(scope);
    const asked = (each: string): boolean => {
      const [interaction, resourceType, name, value] = each.split(' ');
      const where = name === undefined ? undefined : { [name]: value ?? '' };
      return grant.may(interaction as Interaction, resourceType ?? '', where);
    };
    expect(may.filter((each) => !asked(each))).toEqual([]);
    expect(mayNot.filter(asked)).toEqual([]);
  });

  test('one scope allows exactly its letters on exactly its type', () => {
    fc.assert(
      fc.property(
        type,
        type,
        access,
        fc.constantFrom('patient', 'user'),
        (one, other, has, who) => {
          const grant = parseGrant(`openid ${who}/${one}.${has.join('')}`);
          for (const interaction of interactions) {
            const expected = one === other && has.includes(letters[interaction]);
            expect(grant.may(interaction, other)).toBe(expected);
          }
        },
      ),
    );
  });

  test('more scopes never allow less, in whatever order they stand', () => {
    const scope = fc.tuple(type, access).map(([one, has]) => `patient/${one}.${has.join('')}`);
    fc.assert(
      fc.property(fc.array(scope), fc.array(scope), type, (some, more, one) => {
        const fewer = parseGrant(some.join(' '));
        const all = parseGrant([...some, ...more].join(' '));
        const turned = parseGrant([...more, ...some].reverse().join(' '));
        for (const interaction of interactions) {
          expect(all.may(interaction, one)).toBe(turned.may(interaction, one));
          if (fewer.may(interaction, one)) expect(all.may(interaction, one)).toBe(true);
        }
      }),
    );
  });

  test('no text at all makes it throw, and none allows what no scope names', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const grant = parseGrant(text.replaceAll('/', ''));
        return interactions.every((each) => !grant.may(each, 'Patient'));
      }),
    );
  });
});
