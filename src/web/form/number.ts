/** Digits of other scripts that people type, as those that numbers are made of. */
function western(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** A number as people write it: decimal comma or point, spaces between thousands. Undefined when it is none. */
export function readNumber(text: string, type: 'integer' | 'decimal'): number | undefined {
  const written = western(text)
    .replace(/[\s\u00a0]/g, '')
    .replace(/[,\u066b]/, '.')
    .replace(/^\u2212/, '-');
  const shape =
    type === 'integer' ? /^[+-]?\d{1,10}$/ : /^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/;
  return shape.test(written) ? Number(written) : undefined;
}

export function writeNumber(value: number, language: string): string {
  return /^(en|so|ti|ar|fa|prs)\b/.test(language) ? String(value) : String(value).replace('.', ',');
}
