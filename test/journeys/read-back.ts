import type {
  FhirResource,
  Observation,
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  ServiceRequest,
  Task,
} from 'fhir/r4';

/** What stands in the EHR after a visit, in a form that a test can compare whole. */
export type Account = {
  /** How many of each kind: anything unexpected shows here. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Every answer of the responses, by linkId. Codes for codings. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** The result each occasion carries on its panel Observation. */
  readonly results: readonly string[];
  /** Question observations: own code → value code, or `absent:` and the reason. */
  readonly observed: Readonly<Record<string, string>>;
  /** Every patient that anything is about. */
  readonly patients: readonly string[];
  /** The security labels; one line for each different set. */
  readonly labels: readonly string[];
};

const resultSystem = 'https://tryggfraga.example/fhir/CodeSystem/occasion-result';

function leaves(
  items: readonly QuestionnaireResponseItem[] | undefined,
): readonly [string, unknown][] {
  return (items ?? []).flatMap((item) => [
    ...(item.answer ?? []).map((answer): [string, unknown] => [
      item.linkId,
      answer.valueCoding?.code ?? answer.valueBoolean ?? answer.valueString ?? answer.valueDate,
    ]),
    ...leaves(item.item),
  ]);
}

export const only = <T extends FhirResource['resourceType']>(
  resources: readonly FhirResource[],
  type: T,
): readonly Extract<FhirResource, { resourceType: T }>[] =>
  resources.filter(
    (each): each is Extract<FhirResource, { resourceType: T }> => each.resourceType === type,
  );

function resultOf(panel: Observation): string | undefined {
  const coding = [
    ...(panel.valueCodeableConcept?.coding ?? []),
    ...(panel.dataAbsentReason?.coding ?? []),
  ];
  return coding.find((each) => each.system === resultSystem)?.code;
}

function observedOf(observation: Observation): readonly [string, string][] {
  if (resultOf(observation) !== undefined) return [];
  const value = observation.valueCodeableConcept?.coding?.[0]?.code;
  const absent = observation.dataAbsentReason?.coding?.[0]?.code;
  return [[observation.code.coding?.[0]?.code ?? '?', value ?? `absent:${absent}`]];
}

function patientOf(resource: FhirResource): string | undefined {
  if ('subject' in resource) return (resource as QuestionnaireResponse).subject?.reference;
  return 'for' in resource ? (resource as Task).for?.reference : undefined;
}

const labelsOf = ({ meta }: FhirResource): string =>
  (meta?.security ?? []).map(({ code }) => code).join(' ');

export function account(resources: readonly FhirResource[]): Account {
  const kinds: Record<string, number> = {};
  for (const { resourceType } of resources) kinds[resourceType] = (kinds[resourceType] ?? 0) + 1;
  const observations = only(resources, 'Observation');
  return {
    kinds,
    answers: Object.fromEntries(
      only(resources, 'QuestionnaireResponse').flatMap(({ item }) => leaves(item)),
    ),
    results: observations.map(resultOf).filter((result) => result !== undefined),
    observed: Object.fromEntries(observations.flatMap(observedOf)),
    patients: [...new Set(resources.map(patientOf).filter((each) => each !== undefined))],
    labels: [...new Set(resources.map(labelsOf))],
  };
}

/** Whether the receiver of a referral was told not to contact the patient. */
export function mayNotContact(referral: ServiceRequest | undefined): boolean {
  return (
    referral?.orderDetail?.some(({ coding }) =>
      coding?.some(({ code }) => code === 'contacting-subject-prohibited'),
    ) ?? false
  );
}
