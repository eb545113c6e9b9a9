/** Reads of values nobody has checked. Own properties only, so that `__proto__` and its kin are just names. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function field(object: Json, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A FHIR string is never empty. */
export function stringField(object: Json, name: string): string | undefined {
  const value = field(object, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberField(object: Json, name: string): number | undefined {
  const value = field(object, name);
  return typeof value === 'number' ? value : undefined;
}

export function flag(object: Json, name: string): boolean {
  return field(object, name) === true;
}

export function listField(object: Json, name: string): readonly unknown[] {
  const value = field(object, name);
  return Array.isArray(value) ? value : [];
}

/** The object there, or one without members. */
export function objectField(object: Json, name: string): Json {
  const value = field(object, name);
  return isObject(value) ? value : {};
}

export function objectsField(object: Json, name: string): readonly Json[] {
  return listField(object, name).filter(isObject);
}
