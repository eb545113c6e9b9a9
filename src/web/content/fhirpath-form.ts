import {
  chartNames,
  widerFunctions as functions,
  type Parsed,
  parse,
} from '../../questionnaire/index.ts';
import { startedFromChart } from './chart-of-form.ts';

/** A form, or why it is none; `fill` begins it with what the chart knows. Absent: it asks nothing of the chart. */
export type Read = Parsed & {
  readonly fill?: typeof startedFromChart;
  /** What is not known until it is filled. */
  readonly unavailable?: readonly string[];
};

function withChart(read: Parsed): Read {
  return read.ok ? { ...read, fill: startedFromChart, unavailable: chartNames(read.form) } : read;
}

/**
 * Reads a form with expressions. A file of its own, so that only such forms fetch what evaluates FHIRPath, and what fills
 * them in from the chart.
 */
export async function readWithFhirpath(questionnaire: unknown): Promise<Read> {
  const own = parse(questionnaire, { functions });
  const isBeyond = own.problems.some(({ code }) => code === 'unsupported-expression');
  if (!isBeyond) return withChart(own);
  const { evaluate } = await import('./fhirpath-whole.ts');
  return withChart(parse(questionnaire, { functions, evaluate }));
}
