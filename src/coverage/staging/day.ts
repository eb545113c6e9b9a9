/** A calendar day as the measure counts it (20260131), or NULL for what is none; as written, whatever its time zone. */
export function day(column: string): string {
  const date = `TRY_CAST(${column} AS DATE)`;
  // Of a time as well the day is taken as it stands there; what follows it is not looked at.
  return `CASE WHEN ${column} LIKE '____-__-__%' AND ${date} >= DATE '0001-01-01' THEN CAST(year(${date}) * 10000 + month(${date}) * 100 + day(${date}) AS INTEGER) END`;
}
