import { pattern } from '../pattern/pattern.ts';
import type { Host } from './host.ts';
import { type Parsed, parseWith } from './parse.ts';
import { compilePrograms } from './program.ts';

/**
 * Reads a FHIR R4 Questionnaire from any value; never throws. Every construct is either supported or listed
 * as a problem with its path. An error (a condition or modifier that cannot be evaluated) refuses the form.
 */
export function parse(questionnaire: unknown, host: Host = {}): Parsed {
  return parseWith(questionnaire, host, compilePrograms, pattern);
}
