/** The order of rows and of columns says nothing; a number written as text is that number. */
export function sameRows(
  found: readonly Readonly<Record<string, unknown>>[],
  expected: readonly Readonly<Record<string, unknown>>[],
): boolean {
  const columns = [...new Set(expected.flatMap((row) => Object.keys(row)))].sort();
  const canonical = (row: Readonly<Record<string, unknown>>): string =>
    JSON.stringify(columns.map((name) => plain(row[name])));
  const [left, right] = [found.map(canonical).sort(), expected.map(canonical).sort()];
  return left.length === right.length && left.every((row, at) => row === right[at]);
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return value;
}
