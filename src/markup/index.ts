/** HTML and SVG as text, for pages that are made without a browser. */
export { type Attributes, el, type Markup } from './element.ts';
export { filledIn } from './filled-in.ts';
export { svg } from './picture.ts';
