/** What FHIR lets stand in a narrative (txt-1): chapters 7 to 11 and 15 of HTML 4, and images. */
const allowed: ReadonlySet<string> = new Set([
  ...['a', 'abbr', 'acronym', 'address', 'area', 'b', 'bdo', 'big', 'blockquote', 'br', 'caption'],
  ...['cite', 'code', 'col', 'colgroup', 'dd', 'del', 'dfn', 'div', 'dl', 'dt', 'em', 'h1', 'h2'],
  ...['h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'map', 'ol', 'p', 'pre', 'q'],
  ...['s', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td'],
  ...['tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'var'],
]);

const tag = /<(\/?)([a-z][a-z\d]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/gi;

const isScripted = (attributes: string): boolean =>
  /\son\w+\s*=/i.test(attributes) || /=\s*["']\s*javascript:/i.test(attributes);

/** Whether each tag is allowed, and closes what was opened last. */
function isBalanced(markup: string): boolean {
  const open: string[] = [];
  for (const [, end, name = '', attributes = '', alone] of markup.matchAll(tag)) {
    if (!allowed.has(name) || isScripted(attributes)) return false;
    if (end !== '' && open.pop() !== name) return false;
    if (end === '' && alone === '') open.push(name);
  }
  return open.length === 0;
}

/** A `div` of XHTML, well-formed, with something in it to read (txt-1, txt-2). */
export function isNarrative(div: string): boolean {
  const markup = div.trim().replace(/<!--[\s\S]*?-->/g, '');
  const text = markup.replace(tag, '');
  const isDiv = /^<div\s[^>]*\bxmlns\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml["']/.test(markup);
  const says = /\S/.test(text) || /<img\s/.test(markup);
  return isDiv && says && !text.includes('<') && isBalanced(markup) && markup.endsWith('</div>');
}
