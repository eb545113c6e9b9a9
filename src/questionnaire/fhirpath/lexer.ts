export type Token = {
  readonly type: 'number' | 'string' | 'name' | 'quoted' | 'variable' | 'moment' | 'sign' | 'end';
  readonly text: string;
};

const patterns: readonly (readonly [Token['type'] | 'space', RegExp])[] = [
  ['space', /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/y],
  [
    'moment',
    /@(?:T\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?|\d{4}(?:-\d\d(?:-\d\d)?)?(?:T(?:\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)/y,
  ],
  ['number', /\d+(?:\.\d+)?/y],
  ['string', /'(?:[^'\\]|\\[\s\S])*'/y],
  ['quoted', /`(?:[^`\\]|\\[\s\S])*`/y],
  ['variable', /%(?:[A-Za-z_][\w-]*|`[^`]*`|'[^']*')/y],
  ['name', /[$A-Za-z_]\w*/y],
  ['sign', /(?:<=|>=|!=|!~|[-+*/&|<>=~.,()[\]{}])/y],
];

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['f', '\f'],
]);

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, hex, letter) =>
    hex === undefined
      ? (escapes.get(letter) ?? letter)
      : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function tokenOf(type: Token['type'], raw: string): Token {
  if (type === 'string' || type === 'quoted') return { type, text: unescaped(raw.slice(1, -1)) };
  if (type === 'moment') return { type, text: raw.slice(1) };
  if (type === 'variable') return { type, text: raw.slice(1).replace(/^[`']|[`']$/g, '') };
  return { type, text: raw };
}

/** The tokens of an expression, the last of them `end`; undefined where a character fits nowhere. */
export function tokens(expression: string): readonly Token[] | undefined {
  const found: Token[] = [];
  let at = 0;
  while (at < expression.length) {
    const hit = matchAt(expression, at);
    if (hit === undefined) return undefined;
    at += hit.length;
    if (hit.type !== 'space') found.push(tokenOf(hit.type, hit.raw));
  }
  return [...found, { type: 'end', text: '' }];
}

function matchAt(expression: string, at: number) {
  for (const [type, pattern] of patterns) {
    pattern.lastIndex = at;
    const raw = pattern.exec(expression)?.[0];
    if (raw !== undefined) return { type, raw, length: raw.length };
  }
  return undefined;
}
