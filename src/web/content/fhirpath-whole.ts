import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import type { Evaluate } from '../../questionnaire/index.ts';

/** All of FHIRPath: large, and fetched only for a form that needs more than the engine's own part of it. */
export const evaluate: Evaluate = (expression, base) => {
  const compiled = fhirpath.compile({ base, expression }, r4, { async: false });
  return (input, environment) => {
    const result: unknown = compiled(input, environment);
    return Array.isArray(result) ? result : [];
  };
};
