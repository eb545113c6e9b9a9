/** What may stand in each place of a response: a primitive or a type of this table, `*` for a list of it. */
export const elements: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  QuestionnaireResponse: {
    resourceType: 'code',
    meta: 'Meta',
    implicitRules: 'uri',
    language: 'language',
    text: 'Narrative',
    contained: 'Resource*',
    identifier: 'Identifier',
    basedOn: 'Reference*',
    partOf: 'Reference*',
    questionnaire: 'uri',
    status: 'code',
    subject: 'Reference',
    encounter: 'Reference',
    authored: 'dateTime',
    author: 'Reference',
    source: 'Reference',
    item: 'Item*',
  },
  Item: { linkId: 'string', definition: 'uri', text: 'string', answer: 'Answer*', item: 'Item*' },
  // Beside value[x], which the walk looks up by its type.
  Answer: { item: 'Item*' },
  Meta: {
    versionId: 'id',
    lastUpdated: 'instant',
    source: 'uri',
    profile: 'uri*',
    security: 'Coding*',
    tag: 'Coding*',
  },
  Narrative: { status: 'code', div: 'string' },
  Identifier: {
    use: 'code',
    type: 'CodeableConcept',
    system: 'uri',
    value: 'string',
    period: 'Period',
    assigner: 'Reference',
  },
  CodeableConcept: { coding: 'Coding*', text: 'string' },
  Period: { start: 'dateTime', end: 'dateTime' },
  Coding: {
    system: 'uri',
    version: 'string',
    code: 'code',
    display: 'string',
    userSelected: 'boolean',
  },
  Quantity: { value: 'decimal', comparator: 'code', unit: 'string', system: 'uri', code: 'code' },
  Reference: { reference: 'string', type: 'uri', identifier: 'Identifier', display: 'string' },
  Attachment: {
    contentType: 'code',
    language: 'language',
    data: 'base64',
    url: 'uri',
    size: 'unsignedInt',
    hash: 'base64',
    title: 'string',
    creation: 'dateTime',
  },
  // Beside a primitive: only what every element may have.
  Shadow: {},
  // Only in extensions.
  Range: { low: 'Quantity', high: 'Quantity' },
  Ratio: { numerator: 'Quantity', denominator: 'Quantity' },
  Signature: {
    type: 'Coding*',
    when: 'instant',
    who: 'Reference',
    onBehalfOf: 'Reference',
    targetFormat: 'code',
    sigFormat: 'code',
    data: 'base64',
  },
  Expression: {
    description: 'string',
    name: 'id',
    language: 'code',
    expression: 'string',
    reference: 'uri',
  },
};

const instant =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const oid = /^urn:oid:[0-2](\.(0|[1-9]\d*))+$/;
const uuid = /^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Of an address that says that it is an OID or a UUID: whether it is one. */
export const isWellNamed = (address: string): boolean => oid.test(address) || uuid.test(address);

/** The form of each primitive that is written as text (https://hl7.org/fhir/R4/datatypes.html); dates are read elsewhere. */
export const textForms: Readonly<Record<string, RegExp>> = {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what a FHIR string may not have.
  string: /^(?=[\s\S]*\S)[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/,
  code: /^\S+(\s\S+)*$/,
  // The binding of a language is to BCP 47 at most: this is how it writes one.
  language: /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/,
  id: /^[A-Za-z0-9.-]{1,64}$/,
  uri: /^\S+$/,
  elementId: /^\S+$/,
  base64: /^(\s*[0-9A-Za-z+/=]{4})+\s*$/,
  ...{ instant, oid, uuid },
};

/** The primitive types that an extension's value may have, by what each is judged as. */
export const primitives: Readonly<Record<string, string>> = {
  ...{ Base64Binary: 'base64', Boolean: 'boolean', Canonical: 'uri', Code: 'code', Date: 'date' },
  ...{ DateTime: 'dateTime', Decimal: 'decimal', Id: 'id', Instant: 'instant', Time: 'time' },
  ...{ Integer: 'integer', Markdown: 'string', Oid: 'oid', PositiveInt: 'positiveInt' },
  ...{ String: 'string', UnsignedInt: 'unsignedInt', Uri: 'uri', Url: 'uri', Uuid: 'uuid' },
};

/** The others (https://hl7.org/fhir/R4/datatypes.html#open). */
export const complexTypes: ReadonlySet<string> = new Set([
  ...['Address', 'Age', 'Annotation', 'Attachment', 'CodeableConcept', 'Coding', 'ContactPoint'],
  ...['Count', 'Distance', 'Duration', 'HumanName', 'Identifier', 'Money', 'Period', 'Quantity'],
  ...['Range', 'Ratio', 'Reference', 'SampledData', 'Signature', 'Timing', 'ContactDetail'],
  ...['Contributor', 'DataRequirement', 'Expression', 'ParameterDefinition', 'RelatedArtifact'],
  ...['TriggerDefinition', 'UsageContext', 'Dosage', 'Meta'],
]);

export const core = 'http://hl7.org/fhir/StructureDefinition/';

/** What the extensions that R4 has for responses and answers hold. */
export const extensionTypes: ReadonlyMap<string | undefined, string> = new Map(
  Object.entries({
    'data-absent-reason': 'Code',
    ordinalValue: 'Decimal',
    'questionnaireresponse-attester': 'Reference',
    'questionnaireresponse-author': 'Reference',
    'questionnaireresponse-completionMode': 'CodeableConcept',
    'questionnaireresponse-reason': 'CodeableConcept',
    'questionnaireresponse-reviewer': 'Reference',
    'questionnaireresponse-signature': 'Signature',
  }).map(([name, type]) => [`${core}${name}`, type]),
);

/** Why there is no answer (http://hl7.org/fhir/R4/valueset-data-absent-reason.html). */
export const reasonsOfAbsence: ReadonlySet<unknown> = new Set([
  ...['unknown', 'asked-unknown', 'temp-unknown', 'not-asked', 'asked-declined', 'masked'],
  ...['not-applicable', 'unsupported', 'as-text', 'error', 'not-a-number', 'negative-infinity'],
  ...['positive-infinity', 'not-performed', 'not-permitted'],
]);
