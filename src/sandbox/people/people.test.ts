import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../fhir/index.ts';
import { ageOn } from '../pages/words.ts';
import { everyone, people, situations } from './index.ts';
import { municipalities } from './municipalities.ts';

const today = '2026-11-22';
type Patient = Extract<FhirResource, { resourceType: 'Patient' }>;
const patients = (seed: number, date = today): readonly Patient[] =>
  everyone(seed, date).filter((each) => each.resourceType === 'Patient');

describe('The people', () => {
  test('are at least forty, of all ages, and the same for the same seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (seed) => {
        expect(people(seed).length).toBeGreaterThanOrEqual(40);
        expect(everyone(seed, today)).toEqual(everyone(seed, today));
        for (const low of [0, 18, 40, 65]) {
          expect(people(seed).some(({ age }) => age >= low && age < low + 25)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
    expect(people(1)).not.toEqual(people(2));
  });

  test('have ids of their own, and numbers that nobody can have', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (seed) => {
        const ids = everyone(seed, today).map(({ resourceType, id }) => `${resourceType}/${id}`);
        expect(new Set(ids).size).toBe(ids.length);
        const numbers = patients(seed).map(({ identifier }) => identifier?.[0]?.value ?? '');
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const number of numbers) expect(number).toMatch(/^\d{8}-X\d{3}$/);
      }),
      { numRuns: 10 },
    );
  });

  test('are as old on the day as they are said to be, leap days too', () => {
    for (const date of [today, '2024-02-29', '2025-03-01', '2026-01-01']) {
      for (const [index, patient] of patients(1, date).entries()) {
        expect(ageOn(date, patient.birthDate ?? '')).toBe(people(1)[index]?.age);
      }
    }
  });

  test('who are protected have a label and no address', () => {
    for (const [index, patient] of patients(1).entries()) {
      const isProtected = people(1)[index]?.situations.includes('protected-identity');
      expect(patient.meta?.security?.map(({ code }) => code)).toEqual(
        isProtected ? ['R'] : undefined,
      );
      expect(patient.address === undefined).toBe(isProtected);
    }
  });

  test('live in the municipalities of the county, and are in every situation', () => {
    const names: readonly string[] = municipalities.map(({ name }) => name);
    for (const { municipality } of people(1)) {
      if (municipality !== undefined) expect(names).toContain(municipality);
    }
    for (const each of situations) {
      expect(people(1).some((person) => person.situations.includes(each))).toBe(true);
    }
  });

  test.each([
    ['anna', 41],
    ['gabriela', 16],
    ['filip', 8],
    ['hjordis', 78],
  ])('%s is always %i', (id, age) => {
    expect(people(7).find((each) => each.id === id)?.age).toBe(age);
  });
});
