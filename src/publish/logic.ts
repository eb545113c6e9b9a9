/** A FHIRPath expression that is always true or false, never empty. */
type Open = {
  readonly text: string;
  readonly binds: 'tight' | 'and' | 'or';
  /** What it joins, where it joins something. */
  readonly parts: readonly string[];
};

/** An expression; or what is certain without asking. */
export type Logic = boolean | Open;

export const expression = (text: string): Open => ({ text, binds: 'tight', parts: [text] });

/** `a or (a and b)` is `a`, and `a and (a or b)` is `a`. */
function absorbed(parts: readonly Open[], word: 'and' | 'or'): readonly Open[] {
  return parts.filter(
    (each) =>
      each.binds === word ||
      !parts.some(
        (other) =>
          other !== each && each.binds !== 'tight' && each.parts.includes(enclosed(other, word)),
      ),
  );
}

const enclosed = ({ text, binds }: Open, word: 'and' | 'or'): string =>
  binds === 'tight' || binds === word ? text : `(${text})`;

function joined(parts: readonly Logic[], word: 'and' | 'or'): Logic {
  const decides = word === 'or';
  if (parts.includes(decides)) return decides;
  const open = parts.filter((part) => typeof part !== 'boolean');
  const kept = [...new Map(open.map((part) => [part.text, part])).values()];
  const left = absorbed(kept, word);
  const [only] = left;
  if (only === undefined) return !decides;
  if (left.length === 1) return only;
  const texts = left.flatMap((part) => (part.binds === word ? part.parts : [enclosed(part, word)]));
  return { text: texts.join(` ${word} `), binds: word, parts: texts };
}

export const every = (parts: readonly Logic[]): Logic => joined(parts, 'and');

export const some = (parts: readonly Logic[]): Logic => joined(parts, 'or');

export function opposite(of: Logic): Logic {
  if (typeof of === 'boolean') return !of;
  return expression(of.binds === 'tight' ? `${of.text}.not()` : `(${of.text}).not()`);
}

export function atLeast(needed: number, parts: readonly Logic[]): Logic {
  const open = parts.filter((part) => typeof part !== 'boolean');
  const left = needed - parts.filter((part) => part === true).length;
  if (left <= 0) return true;
  if (left > open.length) return false;
  const sum = open.map(({ text }) => `iif(${text}, 1, 0)`).join(' + ');
  return expression(`(${sum} >= ${left})`);
}
