const core = 'http://hl7.org/fhir/StructureDefinition/';

const control = (code: string) => ({
  url: `${core}questionnaire-itemControl`,
  valueCodeableConcept: {
    coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code }],
  },
});

const towns = [
  { valueCoding: { system: 'https://example.org/towns', code: 'lund', display: 'Lund' } },
  { valueCoding: { system: 'https://example.org/towns', code: 'malmo', display: 'Malmö' } },
];

/** One item of every type and control, for the view. */
export const everyKind = {
  resourceType: 'Questionnaire',
  url: 'https://example.org/Questionnaire/every-kind',
  language: 'sv',
  status: 'draft',
  item: [
    { linkId: 'display', type: 'display', text: 'Only words' },
    { linkId: 'boolean', type: 'boolean', text: 'Yes or no' },
    { linkId: 'decimal', type: 'decimal', text: 'Decimal' },
    { linkId: 'date', type: 'date', text: 'Day' },
    { linkId: 'dateTime', type: 'dateTime', text: 'Moment' },
    { linkId: 'time', type: 'time', text: 'Clock' },
    { linkId: 'url', type: 'url', text: 'Address' },
    { linkId: 'text', type: 'text', text: 'Long words' },
    { linkId: 'many', type: 'string', repeats: true, text: 'Several words' },
    {
      linkId: 'quantity',
      type: 'quantity',
      text: 'Weight',
      extension: [
        {
          url: `${core}questionnaire-unitOption`,
          valueCoding: { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kg' },
        },
        {
          url: `${core}questionnaire-unitOption`,
          valueCoding: { system: 'http://unitsofmeasure.org', code: 'g', display: 'g' },
        },
      ],
    },
    { linkId: 'radio', type: 'choice', text: 'One of them', answerOption: towns },
    { linkId: 'check', type: 'choice', repeats: true, text: 'Any of them', answerOption: towns },
    {
      linkId: 'list',
      type: 'choice',
      text: 'From a list',
      answerOption: towns,
      extension: [control('drop-down')],
    },
    {
      linkId: 'search',
      type: 'choice',
      text: 'Town',
      answerOption: towns,
      extension: [control('autocomplete')],
    },
    {
      linkId: 'open',
      type: 'open-choice',
      text: 'Somewhere',
      answerOption: towns,
      extension: [
        {
          url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-openLabel',
          valueString: 'Other, in words',
        },
      ],
    },
    { linkId: 'reference', type: 'reference', text: 'Reference' },
    { linkId: 'attachment', type: 'attachment', text: 'Attachment' },
    {
      linkId: 'fixed',
      type: 'string',
      text: 'Read only',
      readOnly: true,
      initial: [{ valueString: 'Fixed' }],
    },
    {
      linkId: 'table',
      type: 'group',
      repeats: true,
      text: 'Table',
      extension: [control('gtable')],
      item: [
        { linkId: 'table.name', type: 'string', text: 'Name' },
        { linkId: 'table.number', type: 'integer', text: 'Number' },
      ],
    },
  ],
};
