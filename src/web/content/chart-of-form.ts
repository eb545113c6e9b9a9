import {
  type FhirRequest,
  type FhirResource,
  resourcesIn,
  TransportError,
} from '../../fhir/index.ts';
import {
  type Answers,
  chartNames,
  chartQueries,
  type Form,
  type LaunchContext,
  startFromChart,
} from '../../questionnaire/index.ts';
import type { Session } from '../../session/index.ts';

type Chart = Pick<Session, 'transport' | 'grant' | 'patient' | 'encounter' | 'user'>;

/** A search as a form writes it (`Observation?code=…`), or a reference; none that says the same word twice. */
function requestOf(query: string): FhirRequest | undefined {
  const [path = '', written] = query.replace(/^\//, '').split('?');
  if (written === undefined) return { method: 'GET', path };
  const parameters = [...new URLSearchParams(written)];
  const search = Object.fromEntries(parameters);
  if (Object.keys(search).length < parameters.length) return undefined;
  return { method: 'POST', path: `${path}/_search`, search };
}

/**
 * What the record holds there. Nothing when it will not say or may not be asked: what would have come from there is then
 * a question like any other.
 */
async function ask({ transport, grant }: Chart, query: string): Promise<FhirResource | undefined> {
  const request = requestOf(query);
  const [type = ''] = request?.path.split('/') ?? [];
  if (!request || !grant.may(request.search ? 'search' : 'read', type)) return undefined;
  try {
    const { status, resource } = await transport(request);
    return status === 200 ? resource : undefined;
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return undefined;
  }
}

/** Whom a name of the launch stands for: by SDC's own names, else by the type that the form says. */
function referenceOf(chart: Chart, { name, types }: LaunchContext): string | undefined {
  if (name === 'user' || types.includes('Practitioner')) return chart.user?.reference;
  if (name === 'encounter' || types.includes('Encounter')) return chart.encounter?.reference;
  const isPatient = name === 'patient' || types.includes('Patient');
  return isPatient ? `Patient/${chart.patient.id}` : undefined;
}

type Asked = { readonly name: string; readonly query: string | undefined };

/** The answers by name; what came to nothing is left out. */
async function answersTo(
  chart: Chart,
  all: readonly Asked[],
): Promise<Readonly<Record<string, FhirResource>>> {
  const found = await Promise.all(
    all.map(async ({ name, query }) => {
      const resource = query === undefined ? undefined : await ask(chart, query);
      return resource === undefined ? [] : [[name, resource] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}

/** The search for the observations that the form looks back at, if it looks back at any. */
function lookingBack(form: Form, patient: string): readonly Asked[] {
  const codes = form.all
    .filter(({ linkPeriod }) => linkPeriod !== undefined)
    .flatMap(({ code }) => code.map((each) => `${each.system ?? ''}|${each.code ?? ''}`));
  if (codes.length === 0) return [];
  const search = new URLSearchParams({ patient, code: codes.join(','), _count: '100' });
  return [{ name: 'observations', query: `Observation?${search}` }];
}

/** The form as the chart fills it in: launch patient, encounter and user, searches, earlier observations. */
export async function startedFromChart(form: Form, chart: Chart, now: string): Promise<Answers> {
  const launch = [{ name: 'patient', types: [] }, ...form.launchContext];
  const known = await answersTo(
    chart,
    launch.map((each) => ({ name: each.name, query: referenceOf(chart, each) })),
  );
  const [found, { observations: bundle }] = await Promise.all([
    answersTo(chart, chartQueries(form, { now, variables: known })),
    answersTo(chart, lookingBack(form, chart.patient.id)),
  ]);
  const observations = bundle?.resourceType === 'Bundle' ? resourcesIn(bundle) : [];
  const variables = { ...known, ...found };
  const unavailable = chartNames(form).filter((name) => variables[name] === undefined);
  return startFromChart(form, { now, variables, unavailable, observations });
}
