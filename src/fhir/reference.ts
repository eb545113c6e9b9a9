const pattern = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/;

/** `{ type, id }` of a relative literal reference ("Patient/1"); undefined for any other form. */
export function parseReference(
  reference: string | undefined,
): { readonly type: string; readonly id: string } | undefined {
  const [, type, id] = pattern.exec(reference ?? '') ?? [];
  return type !== undefined && id !== undefined ? { type, id } : undefined;
}

/** FHIR R4 `id`: letters, digits, `-` and `.`, 1 to 64 characters. */
export function isId(text: string): boolean {
  return /^[A-Za-z0-9.-]{1,64}$/.test(text);
}
