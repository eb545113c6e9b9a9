/** Finished markup. Plain strings are always text and get escaped; only this goes in as it is. */
export type Markup = { readonly markup: string };
type Child = Markup | string | number | undefined | readonly Child[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

function inner(child: Child): string {
  if (child === undefined) return '';
  if (typeof child === 'string') return escaped(child);
  if (typeof child === 'number') return String(child);
  if ('markup' in child) return child.markup;
  return child.map(inner).join('');
}

const empty = new Set([
  'br',
  'hr',
  'meta',
  'link',
  'rect',
  'line',
  'circle',
  'path',
  'polyline',
  'use',
]);

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element of HTML or SVG. */
export function el(
  name: string,
  attributes: Attributes = {},
  ...children: readonly Child[]
): Markup {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  if (empty.has(name) && children.length === 0) return { markup: `<${name}${said}/>` };
  return { markup: `<${name}${said}>${children.map(inner).join('')}</${name}>` };
}
