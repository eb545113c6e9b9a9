import { beforeAll, describe, expect, test } from 'vitest';
import { loadDefinitions } from '../../../src/sandbox/fhir-api/definitions.ts';
import { Refusal } from '../../../src/sandbox/fhir-api/refusal.ts';
import { validate } from '../../../src/sandbox/fhir-api/validation.ts';
import { published } from './published.ts';

beforeAll(loadDefinitions);

function faults(resource: unknown): readonly unknown[] {
  try {
    validate(resource as Parameters<typeof validate>[0]);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.outcome.issue;
    throw error;
  }
}

/** The base and the clinic lie under and over se-orebro: their packages hold the same kinds of things. */
describe.each(['se-orebro', 'antenatal-demo', 'se-own-use'])('the package of %s', (id) => {
  const { files, resources } = published(id);

  test('is valid FHIR R4, every resource', () => {
    const wrong = resources.flatMap(([name, resource]) =>
      faults(resource).map((issue) => [name, issue]),
    );
    expect(wrong).toEqual([]);
  });

  test('has every kind of resource that a region needs to take the routine over', () => {
    const kinds = new Set(resources.map(([, { resourceType }]) => resourceType));
    expect([...kinds].sort()).toEqual([
      'ActivityDefinition',
      'CodeSystem',
      'HealthcareService',
      'Library',
      'Measure',
      'Organization',
      'PlanDefinition',
      'Questionnaire',
      'ValueSet',
    ]);
  });

  test('names nothing that is not in it', () => {
    const urls = new Set(
      resources.map(
        ([, resource]) => `${Reflect.get(resource, 'url')}|${Reflect.get(resource, 'version')}`,
      ),
    );
    const text = resources
      .filter(([, { resourceType }]) => resourceType === 'PlanDefinition')
      .map(([, plan]) => JSON.stringify(plan))
      .join('');
    const named = [...text.matchAll(/"(https:\/\/tryggfraga\.example\/fhir\/[^"]+\|[^"]+)"/g)];
    expect(named.length).toBeGreaterThan(0);
    expect(named.map(([, url]) => url).filter((url) => !urls.has(url ?? ''))).toEqual([]);
  });

  test('lists each file once in its index, and says what it is', () => {
    const index = JSON.parse(files.get('package/.index.json') ?? '') as {
      files: readonly { filename: string }[];
    };
    expect(index.files.map(({ filename }) => `package/${filename}`)).toEqual(
      resources.map(([name]) => name),
    );
    expect(JSON.parse(files.get('package/package.json') ?? '')).toMatchObject({
      name: `tryggfraga.routine.${id}`,
      fhirVersions: ['4.0.1'],
      dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
    });
  });

  test('is the same text each time', () => {
    expect([...published(id).files]).toEqual([...files]);
  });
});

test('a fault in a package would be found', () => {
  const [, plan] =
    published('antenatal-demo').resources.find(([name]) => name.includes('PlanDefinition')) ?? [];
  expect(faults({ ...plan, status: 'fine', wrong: true })).not.toEqual([]);
});
