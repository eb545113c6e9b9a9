import { type Form, markupOf } from '../../questionnaire/index.ts';

/**
 * Marked-up text as a tree of what is allowed, so that whoever shows it makes elements and never hands markup on.
 * Everything else of the markup is dropped and its words kept; scripts and styles go with their content.
 */
export type RichNode =
  | string
  | {
      readonly tag: string;
      readonly children: readonly RichNode[];
      /** Only on `a`, only https. */
      readonly href?: string;
    };

const allowed: ReadonlySet<string> = new Set([
  ...['p', 'br', 'b', 'strong', 'i', 'em', 'u', 'ul', 'ol', 'li', 'a', 'h1', 'h2', 'h3', 'h4'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'blockquote', 'code', 'sub', 'sup'],
]);

const silent: ReadonlySet<string> = new Set(['script', 'style', 'iframe', 'object', 'svg', 'math']);

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(\w+));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return entities.get(name) ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function safeHref(attributes: string): { readonly href?: string } {
  const [, href] = /\bhref\s*=\s*["'](https:\/\/[^"'\s<>]+)["']/i.exec(attributes) ?? [];
  return href === undefined ? {} : { href: decoded(href) };
}

type Open = {
  readonly tag: string;
  readonly children: RichNode[];
  readonly href?: string;
};

/** Ends the innermost element of that name, and whatever was left open inside it. */
function close(stack: Open[], tag: string): void {
  const at = stack.findLastIndex((each) => each.tag === tag);
  if (at > 0) while (stack.length > at) closeOne(stack);
}

function closeOne(stack: Open[]): void {
  const done = stack.pop();
  const parent = stack.at(-1);
  if (done === undefined || parent === undefined || silent.has(done.tag)) return;
  if (allowed.has(done.tag)) parent.children.push(done);
  else parent.children.push(...done.children);
}

function open(stack: Open[], tag: string, attributes: string): void {
  const href = tag === 'a' ? safeHref(attributes) : {};
  stack.push({ tag, children: [], ...href });
  if (tag === 'br' || tag === 'img' || attributes.endsWith('/')) closeOne(stack);
}

const markupPieces = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9]*)([^<>]{0,2000})>|([^<]+|<)/gi;

function take(stack: Open[], [, slash, name, attributes = '', text]: RegExpMatchArray): void {
  const tag = name?.toLowerCase();
  if (text !== undefined) stack.at(-1)?.children.push(decoded(text));
  if (tag === undefined) return;
  if (slash === '/') close(stack, tag);
  else if (stack.length < 50) open(stack, tag, attributes);
}

/** XHTML as a tree of the allowed elements. Never throws, whatever it is given. */
function fromXhtml(markup: string): readonly RichNode[] {
  const stack: Open[] = [{ tag: '', children: [] }];
  for (const piece of markup.matchAll(markupPieces)) take(stack, piece);
  while (stack.length > 1) closeOne(stack);
  return stack[0]?.children ?? [];
}

/** Emphasis and links within a line of Markdown. */
function inline(text: string): readonly RichNode[] {
  const pieces =
    /\*\*([^*]+)\*\*|\*([^*]+)\*|_([^_]+)_|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)|([^*_[]+|[*_[])/g;
  return [...text.matchAll(pieces)].map(([, strong, star, line, label, href, plain]): RichNode => {
    if (strong !== undefined) return { tag: 'strong', children: [strong] };
    const emphasis = star ?? line;
    if (emphasis !== undefined) return { tag: 'em', children: [emphasis] };
    if (label !== undefined && href !== undefined) return { tag: 'a', children: [label], href };
    return plain ?? '';
  });
}

function block(text: string): RichNode {
  const lines = text.split('\n').map((line) => line.trim());
  const items = lines.map((line) => /^(?:[-*+]|\d+\.)\s+(.*)$/.exec(line)?.[1]);
  if (items.every((item) => item !== undefined)) {
    const tag = /^\d/.test(lines[0] ?? '') ? 'ol' : 'ul';
    return { tag, children: items.map((item) => ({ tag: 'li', children: inline(item) })) };
  }
  const [, marks, title] = /^(#{1,4})\s+(.*)$/.exec(lines[0] ?? '') ?? [];
  if (marks !== undefined && title !== undefined && lines.length === 1) {
    return { tag: `h${marks.length}`, children: inline(title) };
  }
  return { tag: 'p', children: inline(lines.join(' ')) };
}

/** The part of Markdown that forms use: paragraphs, headings, lists, emphasis, links. HTML in it is only words. */
function fromMarkdown(markup: string): readonly RichNode[] {
  return markup
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .filter((text) => text.trim() !== '')
    .map((text) => block(text.trim()));
}

const readers = { markdown: fromMarkdown, xhtml: fromXhtml };

/** The item's text with its markup, where the form has it in the language spoken. */
export function richTextOf(
  form: Form,
  linkId: string,
  language: string,
): readonly RichNode[] | undefined {
  const markup = markupOf(form, linkId, language);
  return markup && readers[markup.format](markup.text);
}
