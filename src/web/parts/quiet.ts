const quietly = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  translate: 'no',
  'data-lpignore': 'true',
  'data-1p-ignore': '',
} as const;

/**
 * A `ref` for every control: nothing typed or chosen is offered to the browser's memory, a spelling cloud or a
 * password manager. Set as attributes because some of them are booleans as properties.
 */
export function quiet(element: Element | null): void {
  for (const [name, value] of Object.entries(quietly)) element?.setAttribute(name, value);
}

/** A control's name, new each time: browsers remember names, and linkIds speak. */
export function anyName(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `n${number.toString(36)}`;
}
