export type Token = {
  readonly type: 'number' | 'string' | 'name' | 'quoted' | 'variable' | 'moment' | 'sign' | 'end';
  readonly text: string;
};

const clock = '\\d\\d(?::\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)?';
const day = '\\d{4}(?:-\\d\\d(?:-\\d\\d)?)?';
const between = (mark: string): string => `${mark}((?:[^${mark}\\\\]|\\\\[\\s\\S])*)${mark}`;

/** What each kind of token looks like; the group is its text, without the marks that stand around it. */
const kinds: readonly (readonly [Token['type'] | 'space', RegExp])[] = (
  [
    ['space', '\\s+|//[^\\n]*|/\\*[\\s\\S]*?\\*/'],
    ['moment', `@(T${clock}|${day}(?:T(?:${clock}(?:Z|[+-]\\d\\d:\\d\\d)?)?)?)`],
    ['number', '(\\d+(?:\\.\\d+)?)'],
    ['string', between("'")],
    ['quoted', between('`')],
    ['variable', "%(?:`([^`]*)`|'([^']*)'|([A-Za-z_][\\w-]*))"],
    ['name', '([$A-Za-z_]\\w*)'],
    ['sign', '(<=|>=|!=|!~|[-+*/&|<>=~.,()[\\]{}])'],
  ] as const
).map(([type, source]) => [type, new RegExp(source, 'y')]);

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|([\s\S]))/gi, (_, hex, letter) =>
    hex === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function matchAt(expression: string, at: number) {
  for (const [type, pattern] of kinds) {
    pattern.lastIndex = at;
    const match = pattern.exec(expression);
    if (match === null) continue;
    const [{ length }, ...groups] = match;
    return { type, length, text: groups.find((each) => each !== undefined) ?? '' };
  }
  return undefined;
}

/** The tokens of an expression, the last of them `end`; undefined where a character fits nowhere. */
export function tokens(expression: string): readonly Token[] | undefined {
  const found: Token[] = [];
  let at = 0;
  while (at < expression.length) {
    const hit = matchAt(expression, at);
    if (hit === undefined) return undefined;
    const { type, text, length } = hit;
    at += length;
    const isEscaped = type === 'string' || type === 'quoted';
    if (type !== 'space') found.push({ type, text: isEscaped ? unescaped(text) : text });
  }
  return [...found, { type: 'end', text: '' }];
}
