import type { CodeableConcept, Coding } from './types.ts';

/** Two codings are the same only when both code and system are. A display never decides. */
export function sameCoding(a: Coding, b: Coding): boolean {
  return a.code !== undefined && a.code === b.code && a.system === b.system;
}

export function hasCoding(concept: CodeableConcept | undefined, coding: Coding): boolean {
  return concept?.coding?.some((each) => sameCoding(each, coding)) ?? false;
}

/** The code of the first coding in that system, or undefined. */
export function codeIn(concept: CodeableConcept | undefined, system: string): string | undefined {
  return concept?.coding?.find((each) => each.system === system)?.code;
}
