import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../fhir/index.ts';
import cases from './belongs-to.json' with { type: 'json' };
import { belongsTo } from './belongs-to.ts';

describe('whose a resource is', () => {
  test.each(cases)('$name', ({ resource, mine }) => {
    expect(belongsTo('anna', 'https://ehr.example/fhir', resource as FhirResource)).toBe(mine);
  });
});
