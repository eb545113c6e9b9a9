/** What FHIR lets stand in a narrative (txt-1): chapters 7 to 11 and 15 of HTML 4, and images. */
const allowed: ReadonlySet<string> = new Set([
  ...['a', 'abbr', 'acronym', 'address', 'area', 'b', 'bdo', 'big', 'blockquote', 'br', 'caption'],
  ...['cite', 'code', 'col', 'colgroup', 'dd', 'del', 'dfn', 'div', 'dl', 'dt', 'em', 'h1', 'h2'],
  ...['h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'map', 'ol', 'p', 'pre', 'q'],
  ...['s', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td'],
  ...['tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'var'],
]);

/** The attributes of those elements in the same chapters. */
const attributesAllowed: ReadonlySet<string> = new Set([
  ...['abbr', 'accesskey', 'align', 'alt', 'axis', 'bgcolor', 'border', 'cellpadding'],
  ...['cellspacing', 'char', 'charoff', 'charset', 'cite', 'class', 'clear', 'colspan', 'compact'],
  ...['coords', 'datetime', 'dir', 'frame', 'headers', 'height', 'href', 'hreflang', 'hspace'],
  ...['id', 'ismap', 'lang', 'longdesc', 'name', 'nohref', 'noshade', 'nowrap', 'rel', 'rev'],
  ...['rowspan', 'rules', 'scope', 'shape', 'size', 'span', 'src', 'start', 'style', 'summary'],
  ...['tabindex', 'target', 'title', 'type', 'usemap', 'valign', 'value', 'vspace', 'width'],
  ...['xml:lang', 'xml:space', 'xmlns'],
]);

const tag = /<(\/?)([a-z][a-z\d]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/gi;

/** Known attributes, each once, none of which runs anything. */
function isHarmless(attributes: string): boolean {
  const found = [...attributes.matchAll(/([\w:.-]+)\s*=\s*(["'])(.*?)\2/gs)];
  const names = new Set(found.map(([, name = '']) => name));
  const runs = found.some(([, , , value = '']) => /^\s*javascript:/i.test(value));
  return (
    !runs && names.size === found.length && [...names].every((each) => attributesAllowed.has(each))
  );
}

const areAllowed = (markup: string): boolean =>
  [...markup.matchAll(tag)].every(
    ([, , name = '', attributes = '']) => allowed.has(name) && isHarmless(attributes),
  );

/** Whether each tag closes what was opened last, and all is within the first. */
function isBalanced(markup: string): boolean {
  const open: string[] = [];
  for (const { 1: end, 2: name = '', 4: alone, index } of markup.matchAll(tag)) {
    const isFirst = index === 0;
    if (isFirst !== (open.length === 0)) return false;
    if (end !== '' && open.pop() !== name) return false;
    if (end === '' && alone === '') open.push(name);
  }
  return open.length === 0;
}

/** What XML calls by name or number; anything else after `&` is not well-formed. */
const isEscaped = (markup: string): boolean =>
  !/&(?!(?:[a-z][a-z\d]*|#\d+|#x[\da-f]+);)/i.test(markup);

/** A `div` of XHTML, well-formed, with something in it to read (txt-1, txt-2). */
export function isNarrative(div: string): boolean {
  const markup = div.trim().replace(/<!--[\s\S]*?-->/g, '');
  const text = markup.replace(tag, '');
  const isDiv = /^<div\s[^>]*\bxmlns\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml["']/.test(markup);
  const says = /\S/.test(text) || /<img\s/.test(markup);
  const isText = says && !text.includes('<') && isEscaped(markup);
  return isDiv && isText && areAllowed(markup) && isBalanced(markup) && markup.endsWith('</div>');
}
