import { describe, expect, test } from 'vitest';
import cases from './launch-context.json' with { type: 'json' };
import { readLaunchContext } from './launch-context.ts';
import { readUser } from './user.ts';

const token = { access_token: 'a', token_type: 'Bearer' };

describe('the situation the EHR describes', () => {
  test.each(cases)('$name', ({ answer, context }) => {
    expect(readLaunchContext({ ...token, ...answer })).toEqual(context);
  });
});

describe('who is logged in', () => {
  const claims = { iss: 'i', sub: 's', aud: 'a', exp: 1, nonce: 'n' };
  const base = 'https://ehr.example/fhir';
  test.each([
    ['Practitioner/p1', { reference: 'Practitioner/p1' }],
    ['PractitionerRole/r1', { reference: 'PractitionerRole/r1' }],
    [`${base}/Practitioner/p1`, { reference: 'Practitioner/p1' }],
    ['https://other.example/fhir/Practitioner/p1', undefined],
    ['Practitioner/p1?x=1', undefined],
    ['Device/d1', undefined],
    [undefined, undefined],
  ])('%s', (fhirUser, user) => {
    expect(readUser({ ...claims, ...(fhirUser && { fhirUser }) }, base)).toEqual(user);
  });

  test.each([
    'Patient/anna',
    'RelatedPerson/r',
    `${base}/Patient/anna`,
    'https://o.example/Patient/x',
  ])('not a patient or a relative: %s', (fhirUser) => {
    expect(() => readUser({ ...claims, fhirUser }, base)).toThrow('not-staff');
  });
});
