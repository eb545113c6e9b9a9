/**
 * RFC 4180, and no cell that a spreadsheet could take for a formula: text that begins with = + - @ or a
 * control character gets an apostrophe in front (ASVS 1.2.10).
 */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const plain = value.replace(/(?![\t\r\n])\p{Cc}/gu, ' ');
  const safe = /^[\s]*[=+\-@＝＋－＠]/.test(plain) || /^[\t\r\n]/.test(value) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
