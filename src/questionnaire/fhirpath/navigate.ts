import { field, isObject, type Json } from '../json.ts';
import { isMoment, Moment } from './moment.ts';

export type Collection = readonly unknown[];

/** An element with others in it; no value of a kind that FHIRPath has itself. */
export const isBranch = (value: unknown): value is Json => isObject(value) && !isMoment(value);

/** What stands in an element; `valueDate` and its kin are moments. */
function valuesOf(name: string, found: unknown): Collection {
  if (found === undefined || found === null) return [];
  if (Array.isArray(found)) return found;
  const [, type] = /^value(Date|DateTime|Time)$/.exec(name) ?? [];
  if (type === undefined || typeof found !== 'string') return [found];
  return [new Moment(type, found)];
}

/** `value` finds `valueString` and its kin, as FHIR's choice elements are named in FHIRPath. */
function keyOf(value: Json, name: string): string {
  if (Object.hasOwn(value, name)) return name;
  const isChoice = (key: string) => key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length));
  return Object.keys(value).find(isChoice) ?? '';
}

export function member(value: unknown, name: string): Collection {
  if (!isBranch(value)) return [];
  if (field(value, 'resourceType') === name) return [value];
  const key = keyOf(value, name);
  return valuesOf(key, value[key]);
}

export function children(value: unknown): Collection {
  if (!isBranch(value)) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === 'resourceType' ? [] : valuesOf(name, each),
  );
}

/** Everything beneath, each once; `step` says what is directly beneath. Depth is bounded by the data. */
export function everythingBeneath(
  from: Collection,
  step: (value: unknown) => Collection,
): Collection {
  const found: unknown[] = [];
  let level: Collection = from;
  while (level.length > 0) {
    level = level.flatMap(step);
    found.push(...level);
    if (found.length > 200_000) return found;
  }
  return found;
}
