import { field, isObject, type Json, listField, objectsField, stringField } from '../json.ts';

/** Where resources are found by canonical address: those inside the questionnaire, then those a host has. */
export type Find = (url: string) => unknown;

type Concept = { readonly system: string; readonly concept: Json };

/** More than anybody lists. */
const mostConcepts = 20_000;

/** By system and code, with the concept as it is listed. */
type Listed = Map<string, Concept>;

/** Each value set is worked out once; while it is, and when it imports itself, nobody knows what is in it. */
type Shelf = { readonly find: Find; readonly known: Map<unknown, Listed | undefined> };

const keyOf = (system: string, code: string): string => `${system}|${code}`;

function add(listed: Listed, system: string, concept: Json): void {
  const code = stringField(concept, 'code');
  if (code !== undefined && listed.size < mostConcepts) {
    listed.set(keyOf(system, code), { system, concept });
  }
}

/** Every concept of a tree, the root first; `keep` says which. */
function walk(roots: readonly Json[], visit: (concept: Json, above: readonly string[]) => void) {
  const open = roots.map((concept) => ({ concept, above: [] as readonly string[] })).reverse();
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    const { concept, above } = each;
    visit(concept, above);
    const code = stringField(concept, 'code') ?? '';
    const beneath = [...objectsField(concept, 'concept')].reverse();
    open.push(...beneath.map((one) => ({ concept: one, above: [...above, code] })));
  }
}

type Filter = (code: string, above: readonly string[]) => boolean;

/** The filters on a code system's own tree; any other cannot be worked out here. */
function filterOf(raw: Json): Filter | undefined {
  const value = stringField(raw, 'value') ?? '';
  if (stringField(raw, 'property') !== 'concept') return undefined;
  switch (stringField(raw, 'op')) {
    case 'is-a':
      return (code, above) => code === value || above.includes(value);
    case 'descendent-of':
      return (_, above) => above.includes(value);
    case 'is-not-a':
      return (code, above) => code !== value && !above.includes(value);
    case 'in':
      return (code) => value.split(',').includes(code);
    case 'not-in':
      return (code) => !value.split(',').includes(code);
    default:
      return undefined;
  }
}

/** A property of a concept (http://hl7.org/fhir/R4/codesystem-concept-properties.html). */
const isMarked = (concept: Json, mark: 'notSelectable' | 'inactive'): boolean =>
  objectsField(concept, 'property').some(
    (each) => field(each, 'code') === mark && field(each, 'valueBoolean') === true,
  );

/** All of a system that can be chosen: what only stands over others is a heading. */
function fromCodeSystem(include: Json, system: string, find: Find): Listed | undefined {
  const codeSystem = find(system);
  const filters = objectsField(include, 'filter').map(filterOf);
  if (!isObject(codeSystem) || field(codeSystem, 'content') !== 'complete') return undefined;
  if (filters.includes(undefined)) return undefined;
  const listed: Listed = new Map();
  walk(objectsField(codeSystem, 'concept'), (concept, above) => {
    const code = stringField(concept, 'code') ?? '';
    if (isMarked(concept, 'notSelectable')) return;
    if (filters.every((keeps) => keeps?.(code, above))) add(listed, system, concept);
  });
  return listed;
}

function ofSystem(include: Json, find: Find): Listed | undefined {
  const system = stringField(include, 'system');
  const concepts = objectsField(include, 'concept');
  if (concepts.length === 0) {
    return system === undefined ? undefined : fromCodeSystem(include, system, find);
  }
  const listed: Listed = new Map();
  for (const concept of concepts) add(listed, system ?? '', concept);
  return listed;
}

function common(a: Listed, b: Listed): Listed {
  return new Map([...a].filter(([key]) => b.has(key)));
}

/** What one include (or exclude) names: of its system, and in every value set it imports. */
function included(include: Json, shelf: Shelf): Listed | undefined {
  const { find } = shelf;
  const imported = listField(include, 'valueSet').map((url) =>
    typeof url === 'string' ? listedIn(find(url), shelf) : undefined,
  );
  const hasSystem = stringField(include, 'system') !== undefined || imported.length === 0;
  const all = hasSystem ? [ofSystem(include, find), ...imported] : imported;
  return all.reduce((found, each) => (found && each ? common(found, each) : undefined));
}

function expanded(expansion: Json): Listed {
  const listed: Listed = new Map();
  const open = [...objectsField(expansion, 'contains')].reverse();
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (field(each, 'abstract') !== true) add(listed, stringField(each, 'system') ?? '', each);
    open.push(...[...objectsField(each, 'contains')].reverse());
  }
  return listed;
}

/** What several includes (or excludes) name together. */
function together(list: readonly Json[], shelf: Shelf): Listed | undefined {
  const listed: Listed = new Map();
  for (const each of list) {
    const found = included(each, shelf);
    if (found === undefined) return undefined;
    for (const { system, concept } of found.values()) add(listed, system, concept);
  }
  return listed;
}

function composed(compose: Json, shelf: Shelf): Listed | undefined {
  const listed = together(objectsField(compose, 'include'), shelf);
  const excluded = together(objectsField(compose, 'exclude'), shelf);
  if (listed === undefined || excluded === undefined) return undefined;
  // Only an outright `false` leaves them out; without a word it is up to whoever works it out.
  const activeOnly = field(compose, 'inactive') === false;
  for (const [key, { concept }] of listed) {
    if (excluded.has(key) || (activeOnly && isMarked(concept, 'inactive'))) listed.delete(key);
  }
  return listed.size === 0 ? undefined : listed;
}

function workedOut(valueSet: Json, shelf: Shelf): Listed | undefined {
  const expansion = field(valueSet, 'expansion');
  if (isObject(expansion)) return expanded(expansion);
  const compose = field(valueSet, 'compose');
  return isObject(compose) ? composed(compose, shelf) : undefined;
}

function listedIn(valueSet: unknown, shelf: Shelf): Listed | undefined {
  const { known } = shelf;
  if (!isObject(valueSet) || known.has(valueSet)) return known.get(valueSet);
  known.set(valueSet, undefined);
  const listed = workedOut(valueSet, shelf);
  known.set(valueSet, listed);
  return listed;
}

/** The systems a value set draws on, when it cannot be listed: a code of any other is certainly not in it. */
function systemsOf(valueSet: Json): readonly string[] | undefined {
  const compose = field(valueSet, 'compose');
  const includes = isObject(compose) ? objectsField(compose, 'include') : [];
  const systems = includes.map((include) => stringField(include, 'system'));
  return systems.length > 0 && systems.every((each) => each !== undefined) ? systems : undefined;
}

/**
 * What is in a value set: its concepts as an expansion lists them, worked out with the code systems and value sets
 * that can be found; else the systems it draws on. Undefined when neither can be known.
 */
export function expand(
  valueSet: unknown,
  find: Find,
): { readonly contains: readonly Json[] } | { readonly systems: readonly string[] } | undefined {
  if (!isObject(valueSet)) return undefined;
  const listed = listedIn(valueSet, { find, known: new Map() });
  if (listed !== undefined) {
    return {
      contains: [...listed.values()].map(({ system, concept: { concept: _, ...own } }) =>
        system === '' ? own : { ...own, system },
      ),
    };
  }
  const systems = systemsOf(valueSet);
  return systems && { systems };
}
