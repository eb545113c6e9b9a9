/**
 * Two proportion measures as ELM libraries, by hand. `narrow` is the smallest that asks anything: persons with a visit, and
 * who of them has a response. `same` is the core of ours: visits, and which of them have a response at the visit or in
 * the 12 months before.
 */
const string = (value) => ({
  type: 'Literal',
  valueType: '{urn:hl7-org:elm-types:r1}String',
  value,
});
const property = (scope, path) => ({ type: 'Property', scope, path });
const equal = (left, right) => ({ type: 'Equal', operand: [left, right] });
const period = { type: 'ParameterRef', name: 'Measurement Period' };
const within = (scope, path) => ({ type: 'In', operand: [property(scope, path), period] });

const atLeast = (left, right) => ({ type: 'GreaterOrEqual', operand: [left, right] });
const aYearBefore = (moment) => ({
  type: 'Subtract',
  operand: [moment, { type: 'Quantity', value: 12, unit: 'months' }],
});

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

const visited = query(
  'E',
  'Encounter',
  equal(property('E', 'status.value'), string('finished')),
  within('E', 'period.start.value'),
);
const answered = equal(property('Q', 'status.value'), string('completed'));
const authored = property('Q', 'authored.value');
const inReach = [
  atLeast(authored, aYearBefore(property('V', 'period.start.value'))),
  atLeast(property('V', 'period.end.value'), authored),
];

const measures = {
  narrow: {
    basis: 'boolean',
    visited: some(visited),
    asked: some(query('Q', 'QuestionnaireResponse', answered, within('Q', 'authored.value'))),
  },
  same: {
    basis: 'Encounter',
    visited,
    asked: {
      type: 'Query',
      source: [{ alias: 'V', expression: { type: 'ExpressionRef', name: 'Visited' } }],
      relationship: [],
      where: some(query('Q', 'QuestionnaireResponse', answered, ...inReach)),
    },
  },
};

const elmOf = (visited, asked) => ({
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
        statement('Visited', visited),
        statement('Asked', asked),
      ],
    },
  },
});

const population = (code, expression) => ({
  code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/measure-population', code }] },
  criteria: { language: 'text/cql.identifier', expression },
});

export function measureBundle(name) {
  const { basis, visited, asked } = measures[name];
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
    extension: [
      {
        url: 'http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-populationBasis',
        valueCode: basis,
      },
    ],
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
  const data = Buffer.from(JSON.stringify(elmOf(visited, asked))).toString('base64');
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
