import { describe, expect, test } from 'vitest';
import type { Patient } from '../fhir/index.ts';
import people from './patient-in-context.json' with { type: 'json' };
import { describePatient } from './patient-in-context.ts';

describe('who stands on the screen', () => {
  test.each(people)('$name', ({ patient, is }) => {
    const found = describePatient({ resourceType: 'Patient', ...patient } as Patient, 'p1');
    expect(found).toMatchObject({ id: 'p1', ...is });
  });

  test('what the EHR does not say is absent, not empty', () => {
    expect(describePatient({ resourceType: 'Patient' }, 'p1')).toEqual({
      id: 'p1',
      name: '',
      protectedIdentity: false,
      interpreterNeeded: false,
    });
  });
});
