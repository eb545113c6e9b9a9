import { system } from '../../fhir/index.ts';
import type { Ask, Known, Route } from './route.ts';

/** Everything the app writes, and everything a server might derive from it or tell of it. */
const types = [
  'QuestionnaireResponse',
  'Observation',
  'ServiceRequest',
  'Task',
  'Provenance',
  'DocumentReference',
  'Communication',
  'Condition',
  'Consent',
  'Composition',
  'DiagnosticReport',
  'CarePlan',
  'Flag',
  'List',
  'Encounter',
  'Appointment',
  'AuditEvent',
] as const;
const written = types.slice(0, 6);

const each = (
  from: readonly string[],
  ask: (type: string) => Ask | readonly Ask[],
): readonly Ask[] => from.flatMap(ask);

/** The reads to replay for one patient. The names are what the report calls them. */
export function routesFor(known: Known): readonly Route[] {
  return [...searches(known), ...joins(known), ...singles(known), ...wholes(known)];
}

function searches({ patient, canaries }: Known): readonly Route[] {
  const by = encodeURIComponent;
  const searched = (query: string, from: readonly string[] = types) =>
    each(from, (type) => ({ path: `${type}?${query}` }));
  return [
    { id: 'search by patient', asks: searched(`patient=${patient}`) },
    { id: 'search by subject', asks: searched(`subject=Patient/${patient}`) },
    {
      id: 'search by POST',
      asks: each(types, (type) => ({ path: `${type}/_search`, form: `patient=${patient}` })),
    },
    { id: 'search without patient', asks: searched('_count=50') },
    { id: 'search by label', asks: searched(`_security=${by(`${system.actCode}|`)}SDV`) },
    { id: 'search by tag', asks: searched(`_tag=${by(`${system.occasion}|`)}`) },
    {
      id: 'search by identifier',
      asks: searched(`identifier=${by(`${system.occasion}|`)}`, written),
    },
    { id: 'search by date', asks: searched(`patient=${patient}&_lastUpdated=ge2020-01-01`) },
    {
      id: 'search by text',
      asks: canaries.flatMap((word) => searched(`_text=${by(word)}`, written)),
    },
    {
      id: 'search by content',
      asks: canaries.flatMap((word) => searched(`_content=${by(word)}`, written)),
    },
    { id: 'summary', asks: searched(`patient=${patient}&_summary=true`, written) },
    { id: 'count', asks: searched(`patient=${patient}&_summary=count`, written) },
    {
      id: 'chosen elements',
      asks: searched(`patient=${patient}&_elements=code,item,note`, written),
    },
  ];
}

function joins({ patient }: Known): readonly Route[] {
  const includes = ['Task:focus', 'Task:based-on', 'Provenance:target', 'Observation:derived-from'];
  const revIncludes = [
    'Observation:subject',
    'QuestionnaireResponse:subject',
    'ServiceRequest:subject',
    'Task:patient',
    'Provenance:patient',
    'DocumentReference:subject',
    'AuditEvent:patient',
  ];
  const joined = (start: string, how: string, names: readonly string[]) =>
    names.map((name) => ({ path: `${start}&${how}=${name}` }));
  return [
    {
      id: '_include',
      asks: includes.map((name) => ({
        path: `${name.split(':')[0]}?patient=${patient}&_include=${name}`,
      })),
    },
    {
      id: '_revinclude from patient',
      asks: joined(`Patient?_id=${patient}`, '_revinclude', revIncludes),
    },
    {
      id: '_revinclude from encounter',
      asks: joined(`Encounter?patient=${patient}`, '_revinclude', [
        'Observation:encounter',
        'QuestionnaireResponse:encounter',
        'ServiceRequest:encounter',
        'Task:encounter',
      ]),
    },
    {
      id: '_has',
      asks: each(written, (type) => ({
        path: `Patient?_has:${type}:patient:_tag=${encodeURIComponent(`${system.occasion}|`)}`,
      })),
    },
  ];
}

function singles({ places }: Known): readonly Route[] {
  return [
    { id: 'read', asks: places.map((path) => ({ path })) },
    { id: 'version read', asks: places.map((path) => ({ path: `${path}/_history/1` })) },
    { id: 'history of one', asks: places.map((path) => ({ path: `${path}/_history` })) },
    {
      id: 'search by id',
      asks: places.map((path) => ({ path: path.replace('/', '?_id=') })),
    },
    {
      id: 'batch of reads',
      asks: [{ path: '', bundle: batchOf(places) }],
    },
    {
      id: 'who wrote it',
      asks: places.map((path) => ({ path: `Provenance?target=${path}` })),
    },
    { id: 'access log', asks: places.map((path) => ({ path: `AuditEvent?entity=${path}` })) },
  ];
}

function batchOf(places: readonly string[]): object {
  const entry = places.map((url) => ({ request: { method: 'GET', url } }));
  return { resourceType: 'Bundle', type: 'batch', entry };
}

function wholes({ patient }: Known): readonly Route[] {
  const at = (id: string, ...paths: readonly string[]): Route => ({
    id,
    asks: paths.map((path) => ({ path })),
  });
  return [
    at('$everything', `Patient/${patient}/$everything`),
    at('$summary', `Patient/${patient}/$summary`),
    at('$docref', `DocumentReference/$docref?patient=${patient}`),
    at('$graphql', `$graphql?query=${encodeURIComponent(`{Patient(id:"${patient}"){id}}`)}`),
    at('$export', `Patient/$export`, `$export`),
    at('history of a type', ...written.map((type) => `${type}/_history`)),
    at('history of all', '_history'),
    at('compartment', ...types.map((type) => `Patient/${patient}/${type}`)),
    at('related persons', `RelatedPerson?patient=${patient}`),
    // Last, so that it shows that the token was good to the end.
    at('patient', `Patient/${patient}/_history`, `Patient/${patient}`),
  ];
}
