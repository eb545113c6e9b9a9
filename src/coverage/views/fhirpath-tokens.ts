import { ViewError } from './problem.ts';

export type Token =
  | {
      readonly kind: 'name' | 'string' | 'number' | 'symbol' | 'constant' | 'date';
      readonly text: string;
    }
  | { readonly kind: 'end'; readonly text: '' };

const patterns: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y],
  ['string', /'(?:[^'\\]|\\.)*'/y],
  [
    'date',
    /@(?:T\d{2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?|\d{4}(?:-\d{2}(?:-\d{2}(?:T[0-9:.]*(?:Z|[+-]\d{2}:\d{2})?)?)?)?)/y,
  ],
  ['number', /\d+(?:\.\d+)?/y],
  ['constant', /%(?:[A-Za-z_]\w*|`[^`]+`|"[^"]+")/y],
  ['name', /\$?[A-Za-z_]\w*|`[^`]+`/y],
  ['symbol', /<=|>=|!=|!~|[-+*/.,()[\]=<>~|&]/y],
];

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function plain(kind: Token['kind'], text: string): string {
  switch (kind) {
    case 'string':
      return text
        .slice(1, -1)
        .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
        .replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
    case 'constant':
      return text.slice(1).replace(/^[`"]|[`"]$/g, '');
    case 'name':
      return text.replace(/^`|`$/g, '');
    case 'date':
      return text.slice(1);
    case 'number':
    case 'symbol':
    case 'end':
      return text;
  }
}

function nextToken(text: string, at: number): readonly [Token['kind'] | 'space', string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) return [kind, found[0]];
  }
  throw new ViewError('syntax', `${text} (at ${at + 1})`);
}

/** The words of a FHIRPath expression; ends with an `end` token. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const [kind, raw] = nextToken(text, at);
    at += raw.length;
    if (kind === 'space' || kind === 'end') continue;
    found.push({ kind, text: plain(kind, raw) });
  }
  return [...found, { kind: 'end', text: '' }];
}
