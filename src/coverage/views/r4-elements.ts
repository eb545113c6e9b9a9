import table from './r4-elements.json' with { type: 'json' };

/**
 * The elements of FHIR R4 and how often they may occur, taken from the core definitions. A line of the table
 * reads `name:type`, with `*` for a list and `a|b?` for a choice of types. Types with children of their own
 * are named by their path ("Patient.contact").
 */
export type Element = {
  readonly types: readonly string[];
  readonly many: boolean;
  /** `value[x]`: the field in JSON carries the type in its name. */
  readonly choice: boolean;
};

const lines: Readonly<Record<string, string>> = table;
const parsed = new Map<string, ReadonlyMap<string, Element>>();

function elementsOf(type: string): ReadonlyMap<string, Element> {
  const known = parsed.get(type);
  if (known !== undefined) return known;
  const elements = new Map<string, Element>();
  for (const word of (lines[type] ?? '').split(' ')) {
    const [, name, types, choice, many] = /^(\w+):([^?*]+)(\?)?(\*)?$/.exec(word) ?? [];
    if (name === undefined || types === undefined) continue;
    elements.set(name, {
      types: types.split('|'),
      many: many === '*',
      choice: choice === '?',
    });
  }
  parsed.set(type, elements);
  return elements;
}

export function elementOf(type: string, name: string): Element | undefined {
  return elementsOf(type).get(name);
}

/** A type with children; everything else is a primitive. */
export function isComplex(type: string): boolean {
  return Object.hasOwn(lines, type);
}

const numeric = new Set(['decimal', 'integer', 'positiveInt', 'unsignedInt', 'integer64']);

export function isNumeric(type: string): boolean {
  return numeric.has(type);
}

/**
 * How a primitive is read. Dates stay the strings they are; a decimal keeps its digits; nothing is inferred.
 */
export function columnType(type: string): string {
  if (type === 'boolean') return 'BOOLEAN';
  return isNumeric(type) && type !== 'decimal' ? 'BIGINT' : 'VARCHAR';
}
