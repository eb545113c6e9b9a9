/** A proportion measure as an ELM library, by hand: the smallest that asks the question. */
const string = (value) => ({
  type: 'Literal',
  valueType: '{urn:hl7-org:elm-types:r1}String',
  value,
});
const property = (scope, path) => ({ type: 'Property', scope, path });
const equal = (left, right) => ({ type: 'Equal', operand: [left, right] });
const period = { type: 'ParameterRef', name: 'Measurement Period' };
const within = (scope, path) => ({ type: 'In', operand: [property(scope, path), period] });

const query = (alias, resource, ...tests) => ({
  type: 'Query',
  source: [
    { alias, expression: { type: 'Retrieve', dataType: `{http://hl7.org/fhir}${resource}` } },
  ],
  relationship: [],
  where: tests.reduce((all, test) => ({ type: 'And', operand: [all, test] })),
});

const statement = (name, expression) => ({
  name,
  context: 'Patient',
  accessLevel: 'Public',
  expression,
});
const some = (operand) => ({ type: 'Exists', operand });

const elm = {
  library: {
    identifier: { id: 'Asked', version: '1.0.0' },
    schemaIdentifier: { id: 'urn:hl7-org:elm', version: 'r1' },
    usings: {
      def: [
        { localIdentifier: 'System', uri: 'urn:hl7-org:elm-types:r1' },
        { localIdentifier: 'FHIR', uri: 'http://hl7.org/fhir', version: '4.0.1' },
      ],
    },
    parameters: {
      def: [
        {
          name: 'Measurement Period',
          accessLevel: 'Public',
          parameterTypeSpecifier: {
            type: 'IntervalTypeSpecifier',
            pointType: { type: 'NamedTypeSpecifier', name: '{urn:hl7-org:elm-types:r1}DateTime' },
          },
        },
      ],
    },
    contexts: { def: [{ name: 'Patient' }] },
    statements: {
      def: [
        {
          name: 'Patient',
          context: 'Patient',
          expression: {
            type: 'SingletonFrom',
            operand: { type: 'Retrieve', dataType: '{http://hl7.org/fhir}Patient' },
          },
        },
        statement(
          'Visited',
          some(
            query(
              'E',
              'Encounter',
              equal(property('E', 'status.value'), string('finished')),
              within('E', 'period.start.value'),
            ),
          ),
        ),
        statement(
          'Asked',
          some(
            query(
              'Q',
              'QuestionnaireResponse',
              equal(property('Q', 'status.value'), string('completed')),
              within('Q', 'authored.value'),
            ),
          ),
        ),
      ],
    },
  },
};

const population = (code, expression) => ({
  code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/measure-population', code }] },
  criteria: { language: 'text/cql.identifier', expression },
});

export function measureBundle() {
  const library = 'http://example.org/Library/Asked';
  const measure = {
    resourceType: 'Measure',
    id: 'asked',
    url: 'http://example.org/Measure/asked',
    status: 'active',
    library: [library],
    scoring: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/measure-scoring', code: 'proportion' },
      ],
    },
    group: [
      {
        population: [
          population('initial-population', 'Visited'),
          population('denominator', 'Visited'),
          population('numerator', 'Asked'),
        ],
      },
    ],
  };
  const data = Buffer.from(JSON.stringify(elm)).toString('base64');
  const content = [{ contentType: 'application/elm+json', data }];
  const text = { resourceType: 'Library', id: 'asked', url: library, status: 'active', content };
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { resource: measure },
      { resource: { ...text, type: { coding: [{ code: 'logic-library' }] } } },
    ],
  };
}
