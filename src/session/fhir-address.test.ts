import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fhirAddress } from './fhir-address.ts';

const base = 'https://ehr.example/fhir/r4';

describe('where the token may go', () => {
  test.each([
    ['', base],
    ['Patient/anna', `${base}/Patient/anna`],
    ['Task/_search', `${base}/Task/_search`],
    ['Task/t.1/_history/2', `${base}/Task/t.1/_history/2`],
    [`${base}/Task?_page=2&x=%2F`, `${base}/Task?_page=2&x=%2F`],
    [`${base}?_getpages=9`, `${base}?_getpages=9`],
  ])('“%s” lies under the FHIR base', (path, address) => {
    expect(fhirAddress(base, path)).toBe(address);
  });

  test.each([
    'https://evil.example/fhir/r4/Patient/anna',
    'http://ehr.example/fhir/r4/Patient/anna',
    'https://ehr.example:8443/fhir/r4/Patient/anna',
    'https://ehr.example@evil.example/fhir/r4',
    'https://user:word@ehr.example/fhir/r4/Patient/anna',
    'https://ehr.example/fhir/r4x/Patient',
    'https://ehr.example/fhir/r4/../../admin',
    'https://ehr.example/fhir/r4/%2e%2e/admin',
    'https://ehr.example/fhir/r4/Patient%2F..%2F..',
    '//evil.example/x',
    '/Patient/anna',
    'Patient/../../admin',
    './Patient',
    'Patient/anna?_include=*',
    'Patient/anna#x',
    'Patient\\anna',
    'Patient/å',
    'javascript:alert(1)',
    'data:,x',
  ])('“%s” does not', (path) => {
    expect(() => fhirAddress(base, path)).toThrow('foreign');
  });

  test('nothing anyone can write leads outside it', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '//', '/', '\\', '%2e', '@', ':', '?', '#', 'https://', base),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        let address: URL;
        try {
          address = new URL(fhirAddress(base, pieces.join('')));
        } catch (error) {
          expect(error).toMatchObject({ code: 'foreign' });
          return;
        }
        expect(address.origin).toBe('https://ehr.example');
        expect(`${address.pathname}/`.startsWith('/fhir/r4/')).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});
