import { el, type Markup } from './element.ts';

/** An SVG that is read aloud as one picture. */
export function svg(
  id: string,
  size: { readonly width: number; readonly height: number },
  words: { readonly title: string; readonly desc: string },
  ...children: readonly Markup[]
): Markup {
  const { width, height } = size;
  return el(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': `${id}-t ${id}-d`,
    },
    el('title', { id: `${id}-t` }, words.title),
    el('desc', { id: `${id}-d` }, words.desc),
    children,
  );
}
