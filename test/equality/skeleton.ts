/** How an expression is put together from expressions that only a FHIRPath evaluator can answer. */
export type Skeleton =
  | { readonly all: readonly Skeleton[] }
  | { readonly any: readonly Skeleton[] }
  | { readonly not: Skeleton }
  | { readonly atLeast: number; readonly of: readonly Skeleton[] }
  | { readonly atom: string };

/** Where the text is outside every bracket and every string. */
function outside(text: string): readonly boolean[] {
  let depth = 0;
  let inString = false;
  return [...text].map((letter, at) => {
    if (letter === "'" && text[at - 1] !== '\\') inString = !inString;
    else if (!inString && letter === '(') depth++;
    else if (!inString && letter === ')') depth--;
    return depth === 0 && !inString;
  });
}

function splitAt(text: string, word: string): readonly string[] {
  const open = outside(text);
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!open[at]) continue;
    parts.push(text.slice(from, at));
    from = at + word.length;
  }
  return [...parts, text.slice(from)];
}

/** What stands in the brackets, when one pair of them holds the whole. */
function bracketed(text: string): string | undefined {
  const whole = text.startsWith('(') && outside(text).indexOf(true) === text.length - 1;
  return whole ? text.slice(1, -1) : undefined;
}

const count = /^(iif\(.*\)) >= (\d+)$/;
const counted = /^iif\((.*), 1, 0\)$/;

function inBrackets(text: string): Skeleton {
  const [, sum, needed] = count.exec(text) ?? [];
  if (sum === undefined) return skeletonOf(text);
  const of = splitAt(sum, ' + ').map((part) => skeletonOf(counted.exec(part)?.[1] ?? ''));
  return { atLeast: Number(needed), of };
}

export function skeletonOf(text: string): Skeleton {
  const any = splitAt(text, ' or ');
  if (any.length > 1) return { any: any.map(skeletonOf) };
  const all = splitAt(text, ' and ');
  if (all.length > 1) return { all: all.map(skeletonOf) };
  if (text.endsWith('.not()')) return { not: skeletonOf(text.slice(0, -'.not()'.length)) };
  const inside = bracketed(text);
  return inside === undefined ? { atom: text } : inBrackets(inside);
}
