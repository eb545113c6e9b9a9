/**
 * Where our own code systems and identifiers live. `.example` is reserved (RFC 2606), so nothing here can
 * be mistaken for somebody's address; see docs/decisions/0003-own-names.md for when a region replaces it.
 */
export const own = 'https://tryggfraga.example/fhir';

/** Code systems and identifier systems, by the word the program uses for each. */
export const system = {
  result: `${own}/CodeSystem/occasion-result`,
  notAskedReason: `${own}/CodeSystem/not-asked-reason`,
  question: `${own}/CodeSystem/question`,
  step: `${own}/CodeSystem/step`,
  referral: `${own}/CodeSystem/referral`,
  followUp: `${own}/CodeSystem/follow-up`,
  /** Why an occasion began: `routine` or `indication` (meta.tag of the response). */
  route: `${own}/CodeSystem/route`,
  /** What kind of care a clinic gives: the settings of a routine's audiences (Organization.type). */
  setting: `${own}/CodeSystem/setting`,
  /** What kind of help a service gives (HealthcareService.category). */
  serviceRole: `${own}/CodeSystem/service-role`,
  occasion: `${own}/sid/occasion`,
  /** A routine, by its id, and a service of it. */
  routine: `${own}/sid/routine`,
  service: `${own}/sid/service`,
  yesNo: 'http://terminology.hl7.org/CodeSystem/v2-0136',
  absent: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  confidentiality: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  actReason: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  taskCode: 'http://hl7.org/fhir/CodeSystem/task-code',
  dataOperation: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation',
  participantType: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  sdoh: 'http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes',
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  bcp47: 'urn:ietf:bcp:47',
} as const;

/** Extensions of the FHIR core and SDC that we read or write. */
export const extension = {
  translation: 'http://hl7.org/fhir/StructureDefinition/translation',
  observationExtract:
    'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract',
  hidden: 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden',
  itemControl: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
  ordinalValue: 'http://hl7.org/fhir/StructureDefinition/ordinalValue',
  itemWeight: 'http://hl7.org/fhir/StructureDefinition/itemWeight',
} as const;

/**
 * The systems under which a Swedish personal identity number is met: the HL7 Sweden base profile,
 * the Inera core guide, and the older OID. Accept all when reading (HL7 Sweden base profiles R4, SEBasePatient).
 */
export const personalIdentityNumber: readonly string[] = [
  'http://electronichealth.se/identifier/personnummer',
  'https://terminology.hl7.se/sid/se-personnummer',
  'urn:oid:1.2.752.129.2.1.3.1',
];
