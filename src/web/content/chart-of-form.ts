import { type FhirResource, resourcesIn } from '../../fhir/index.ts';
import {
  type Answers,
  chartNames,
  chartProblems,
  chartQueries,
  type Form,
  type LaunchContext,
  type Problem,
  startFromChart,
} from '../../questionnaire/index.ts';
import { askChart, type Chart } from './chart-search.ts';

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
      const resource = query === undefined ? undefined : await askChart(chart, query);
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
  const search = new URLSearchParams({ patient, code: codes.join(',') });
  return [{ name: 'observations', query: `Observation?${search}` }];
}

export type Started = { readonly answers: Answers; readonly problems: readonly Problem[] };

/**
 * The form as the chart fills it in: launch patient, encounter and user, searches, earlier observations; and what the
 * chart did not answer to.
 */
export async function startedFromChart(form: Form, chart: Chart, now: string): Promise<Started> {
  const launch = [{ name: 'patient', types: [] }, ...form.launchContext];
  const known = await answersTo(
    chart,
    launch.map((each) => ({ name: each.name, query: referenceOf(chart, each) })),
  );
  const [found, { observations: bundle }] = await Promise.all([
    answersTo(chart, chartQueries(form, { now, variables: known })),
    answersTo(chart, lookingBack(form, chart.patient.id)),
  ]);
  const variables = { ...known, ...found };
  const unavailable = chartNames(form).filter((name) => variables[name] === undefined);
  const context = {
    ...{ now, variables, unavailable },
    ...(bundle?.resourceType === 'Bundle' && { observations: resourcesIn(bundle) }),
  };
  return { answers: startFromChart(form, context), problems: chartProblems(form, context) };
}
