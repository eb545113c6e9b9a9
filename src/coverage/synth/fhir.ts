import { system } from '../../fhir/index.ts';
import type { Pack } from '../../routine/index.ts';
import type { Clinic, Occasion, Person, Visit } from './model.ts';

/** The resources of one made-up person, by type, as the app and an EHR would write them. */
export type Lines = Readonly<Record<string, readonly object[]>>;

type Made = {
  readonly pack: Pack;
  readonly clinics: readonly Clinic[];
  readonly person: Person;
  readonly questionnaire: string;
};

const interpreter = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';
const updated = '2026-12-31T12:00:00Z';

export function resourcesOf(made: Made): Lines {
  const { person } = made;
  const own = person.occasions.filter((each) => !each.foreign);
  const referred = person.occasions.filter((each) => each.referred && !each.foreign);
  return {
    Patient: [patient(made)],
    Encounter: person.visits.map((visit) => encounter(visit, made)),
    QuestionnaireResponse: person.occasions.map((each) => response(each, made)),
    Observation: own.map((each) => panel(each, made)),
    ServiceRequest: referred.map((each) => request(each, made)),
    Task: referred.map((each) => task(each, made)),
  };
}

export function organization(clinic: Clinic): object {
  return {
    resourceType: 'Organization',
    id: clinic.id,
    active: true,
    type: [{ coding: [{ system: system.setting, code: clinic.setting }] }],
    name: clinic.name,
    partOf: { reference: `Organization/region-${clinic.region + 1}` },
  };
}

export function regionOrganization(index: number): object {
  return {
    resourceType: 'Organization',
    id: `region-${index + 1}`,
    active: true,
    name: `Påhittad region ${index + 1}`,
  };
}

function patient({ person, pack }: Made): object {
  const home = person.home === undefined ? undefined : pack.municipalities[person.home];
  return {
    resourceType: 'Patient',
    id: person.id,
    meta: {
      lastUpdated: updated,
      ...(person.protected && {
        security: [
          {
            system: 'http://electronichealth.se/CodeSystem/SecurityLabel',
            code: 'sekretessmarkering',
          },
        ],
      }),
    },
    ...(person.interpreter && { extension: [{ url: interpreter, valueBoolean: true }] }),
    active: true,
    name: [{ use: 'official', family: `Påhittad${person.id}`, given: ['Kim', 'Robin'] }],
    gender: person.sex,
    birthDate: person.birth,
    ...(!person.protected && {
      address: [{ use: 'home', line: ['Påhittade vägen 1'], district: home?.name ?? 'Annan ort' }],
    }),
  };
}

function encounter(visit: Visit, { person, clinics }: Made): object {
  return {
    resourceType: 'Encounter',
    id: visit.id,
    meta: { lastUpdated: updated, versionId: '2' },
    status: visit.status,
    class: { system: system.actCode, code: 'AMB', display: 'ambulatory' },
    type: [{ text: 'Besök' }],
    subject: { reference: `Patient/${person.id}`, display: `Påhittad${person.id}` },
    participant: [
      { individual: { reference: `Practitioner/x${visit.unit}`, display: 'Påhittad personal' } },
    ],
    period: { start: `${visit.day}T00:30:00+02:00`, end: `${visit.day}T01:00:00+02:00` },
    reasonCode: [{ text: 'Påhittad besöksorsak' }],
    serviceProvider: { reference: `Organization/${clinics[visit.unit]?.id ?? ''}` },
  };
}

const meta = (occasion: Occasion): object => ({
  lastUpdated: updated,
  security: [
    { system: system.confidentiality, code: occasion.result === 'positive' ? 'V' : 'R' },
    { system: system.actCode, code: 'SDV' },
  ],
  tag: [
    { system: system.occasion, code: occasion.key },
    { system: system.route, code: occasion.route },
  ],
});

function context(occasion: Occasion, { person }: Made): object {
  const visit = occasion.visit === undefined ? undefined : person.visits[occasion.visit];
  return visit === undefined ? {} : { encounter: { reference: `Encounter/${visit.id}` } };
}

const coded = (linkId: string, system: string, code: string): object => ({
  linkId,
  answer: [{ valueCoding: { system, code } }],
});

function response(occasion: Occasion, made: Made): object {
  const { pack, person, questionnaire } = made;
  const gate = pack.gate.conditions.map(({ item }, index) => ({
    linkId: item,
    answer: [{ valueBoolean: occasion.gate || index > 0 }],
  }));
  return {
    resourceType: 'QuestionnaireResponse',
    id: `${occasion.key}-r`,
    meta: meta(occasion),
    identifier: { system: system.occasion, value: occasion.key },
    questionnaire: occasion.foreign
      ? 'https://example.org/Questionnaire/other'
      : `${questionnaire}|0.1.0`,
    status: occasion.void ? 'entered-in-error' : 'completed',
    subject: { reference: `Patient/${person.id}` },
    ...context(occasion, made),
    authored: `${occasion.day}T00:40:00+02:00`,
    item: [
      { linkId: 'gate', item: [...gate, ...notAsked(occasion, pack)] },
      ...(occasion.result === 'not-asked'
        ? []
        : [questions(occasion, pack), support(occasion, pack)]),
    ],
  };
}

function notAsked(occasion: Occasion, { gate }: Pack): readonly object[] {
  return [
    ...(occasion.reason ? [coded(gate.items.reason, system.notAskedReason, occasion.reason)] : []),
    ...(occasion.planned
      ? [
          { linkId: gate.items.nextDate, answer: [{ valueDate: occasion.day }] },
          { linkId: gate.items.nextPerson, answer: [{ valueString: 'Påhittad' }] },
        ]
      : []),
  ];
}

/** Answers that fit the result. The measure never looks at them; a real response has them. */
function questions({ result }: Occasion, { questions: asked }: Pack): object {
  const answer = (index: number): object => {
    if (result === 'declined') return { system: system.absent, code: 'asked-declined' };
    return { system: system.yesNo, code: result === 'positive' && index === 1 ? 'Y' : 'N' };
  };
  return {
    linkId: 'questions',
    item: asked.result.map((linkId, index) => ({
      linkId,
      text: 'Fråga ur rutinens frågeformulär, här utan sin ordalydelse',
      answer: [{ valueCoding: answer(index) }],
    })),
  };
}

function support(occasion: Occasion, { agreement }: Pack): object {
  const consent = coded(agreement.consent, system.yesNo, occasion.referred ? 'Y' : 'N');
  return { linkId: 'support', ...(occasion.offered && { item: [consent] }) };
}

function panel(occasion: Occasion, made: Made): object {
  const own = { system: system.result, code: occasion.result };
  const absent = {
    declined: 'asked-declined',
    'not-asked': 'not-asked',
    positive: undefined,
    negative: undefined,
  }[occasion.result];
  return {
    resourceType: 'Observation',
    id: `${occasion.key}-b`,
    meta: meta(occasion),
    identifier: [{ system: system.occasion, value: `${occasion.key}#panel` }],
    status: occasion.void ? 'entered-in-error' : 'final',
    category: [{ coding: [{ system: system.observationCategory, code: 'survey' }] }],
    code: { coding: [{ system: system.question, code: 'health-questions' }] },
    subject: { reference: `Patient/${made.person.id}` },
    ...context(occasion, made),
    effectiveDateTime: `${occasion.day}T00:40:00+02:00`,
    derivedFrom: [{ reference: `QuestionnaireResponse/${occasion.key}-r` }],
    ...(absent === undefined
      ? { valueCodeableConcept: { coding: [own] } }
      : { dataAbsentReason: { coding: [{ system: system.absent, code: absent }, own] } }),
  };
}

function request(occasion: Occasion, { person }: Made): object {
  return {
    resourceType: 'ServiceRequest',
    id: `${occasion.key}-s`,
    meta: meta(occasion),
    identifier: [{ system: system.occasion, value: `${occasion.key}#referral` }],
    status: 'active',
    intent: 'order',
    category: [{ coding: [{ system: system.referral, code: 'support' }] }],
    subject: { reference: `Patient/${person.id}` },
    reasonReference: [{ reference: `Observation/${occasion.key}-b` }],
  };
}

function task(occasion: Occasion, { person }: Made): object {
  const contact = occasion.contact === undefined ? 'not-reached' : 'held';
  return {
    resourceType: 'Task',
    id: `${occasion.key}-t`,
    meta: meta(occasion),
    identifier: [{ system: system.occasion, value: `${occasion.key}#task` }],
    status: occasion.contact === undefined ? 'requested' : 'completed',
    intent: 'order',
    code: { coding: [{ system: system.taskCode, code: 'fulfill' }] },
    focus: { reference: `ServiceRequest/${occasion.key}-s` },
    for: { reference: `Patient/${person.id}` },
    lastModified: `${occasion.contact ?? occasion.day}T08:00:00+01:00`,
    output: [
      {
        type: { coding: [{ system: system.followUp, code: 'contact' }] },
        valueCodeableConcept: { coding: [{ system: system.followUp, code: contact }] },
      },
    ],
  };
}
