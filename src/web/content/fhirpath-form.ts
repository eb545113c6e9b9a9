import { type Parsed, parse } from '../../questionnaire/index.ts';

/** Reads a form with expressions. A file of its own, so that only such forms fetch what evaluates FHIRPath. */
export async function parseWithFhirpath(questionnaire: unknown): Promise<Parsed> {
  const own = parse(questionnaire);
  const isBeyond = own.problems.some(({ code }) => code === 'unsupported-expression');
  if (!isBeyond) return own;
  const { evaluate } = await import('./fhirpath-whole.ts');
  return parse(questionnaire, { evaluate });
}
