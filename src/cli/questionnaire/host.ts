import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Evaluate } from '../../questionnaire/index.ts';
import {
  expand,
  type Form,
  type Parsed,
  parse,
  widerFunctions,
} from '../../questionnaire/index.ts';
import { UsageError } from '../errors.ts';
import { bounded } from './bounded.ts';
import { publishedTerminology, readAhead } from './published-terminology.ts';
import { readJsonFile } from './read-json.ts';

/** All of FHIRPath, loaded only by the commands that read questionnaires. */
export async function fhirpathEvaluate(): Promise<Evaluate> {
  const [{ default: fhirpath }, { default: r4 }] = await Promise.all([
    import('fhirpath'),
    import('fhirpath/fhir-context/r4'),
  ]);
  return (expression, base) => {
    const compiled = fhirpath.compile({ base, expression }, r4, { async: false });
    refuseUnknownFunctions(() => compiled({}, {}));
    return (input, environment) => {
      const result: unknown = compiled(input, environment);
      return Array.isArray(result) ? result : [];
    };
  };
}

/** It compiles a call of any name, and fails when it runs: tried once on nothing. */
function refuseUnknownFunctions(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (String(error).includes('Not implemented')) throw error;
  }
}

/** With what looks back or ahead too; the commands bound its time. */
function anyPattern(source: string): { readonly test: (text: string) => boolean } | undefined {
  try {
    const whole = new RegExp(`^(?:${source})$`, 'u');
    return { test: (text) => whole.test(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Canonical = { readonly url: string; readonly version?: string };

const isCanonical = (content: unknown): content is Canonical =>
  typeof content === 'object' && content !== null && 'url' in content;

/** The resources of a folder by canonical address, with and without version. */
export function resourcesIn(folder: string | undefined): ReadonlyMap<string, unknown> {
  if (folder === undefined) return new Map();
  if (!existsSync(folder)) throw new UsageError(`${folder}: no such folder`);
  const found = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readJsonFile(join(folder, file)))
    .filter(isCanonical);
  return new Map([
    ...found.map((each) => [each.url, each] as const),
    ...found.map((each) => [`${each.url}|${each.version}`, each] as const),
  ]);
}

/** What the engine may ask its surroundings for, when a command runs it. */
export async function commandHost(valueSetFolder?: string) {
  const valueSets = resourcesIn(valueSetFolder);
  return {
    functions: widerFunctions,
    evaluate: await fhirpathEvaluate(),
    valueSet: (url: string): unknown => valueSets.get(url) ?? publishedTerminology(url),
    expand,
    pattern: anyPattern,
  };
}

const isQuestionnaire = (content: unknown): boolean =>
  typeof content === 'object' &&
  content !== null &&
  Object.hasOwn(content, 'resourceType') &&
  'resourceType' in content &&
  content.resourceType === 'Questionnaire';

/** The JSON of a Questionnaire; what is none at all is said in one line. */
export function readQuestionnaire(path: string): unknown {
  const content = readJsonFile(path);
  if (!isQuestionnaire(content)) throw new UsageError(`${path}: not a Questionnaire`);
  readAhead(content);
  return content;
}

/** A Questionnaire from a file, whether or not it can be used. */
export async function parseFile(path: string, valueSetFolder?: string): Promise<Parsed> {
  const content = readQuestionnaire(path);
  const host = await commandHost(valueSetFolder);
  return bounded(path, () => parse(content, host));
}

/** A Questionnaire from a file; one that is refused is said in one line. */
export async function readForm(path: string, valueSetFolder?: string): Promise<Form> {
  const parsed = await parseFile(path, valueSetFolder);
  if (parsed.ok) return parsed.form;
  const why = parsed.problems
    .filter(({ severity }) => severity === 'error')
    .slice(0, 5)
    .map((each) => [each.code, each.path ?? each.linkId, each.detail].filter(Boolean).join(' '));
  throw new UsageError(`${path}: not a Questionnaire that can be used: ${why.join('; ')}`);
}
