const repeatedGroup = /\(([^()]*)\)(?:[+*]|\{\d*,\})/g;
const repeatedAtom = /.(?:[+*]|\{\d*,\})/;
const optionalAtom = /.(?:[+*?]|\{\d*,?\d*\})/g;

/** Whether one way through a group is nothing but repetitions: how often the group went round is then anyone's guess. */
const isAmbiguous = (inside: string): boolean =>
  inside.split('|').some((way) => repeatedAtom.test(way) && way.replace(optionalAtom, '') === '');

/**
 * Whether a regular expression repeats without end what is nothing but repetition, as `(a+)+` does: on some texts it
 * would run for years. What a fixed character keeps apart, as in `(\d+,)*`, is no such thing.
 */
export function isEndless(source: string): boolean {
  let text = source
    .replace(/\\./g, 'x')
    .replace(/\[[^\]]*\]/g, 'x')
    .replace(/\(\?(?::|<?[=!])/g, '(');
  for (let depth = 0; depth < 20 && text.includes('('); depth++) {
    if ([...text.matchAll(repeatedGroup)].some(([, inside = '']) => isAmbiguous(inside)))
      return true;
    // The innermost groups are opened, so that what repeats in them shows in those around.
    text = text.replace(/\(([^()]*)\)/g, (_, inside: string) =>
      isAmbiguous(inside) ? 'x+' : inside.replace(/.*[|].*/s, 'x') || 'x',
    );
  }
  return false;
}
