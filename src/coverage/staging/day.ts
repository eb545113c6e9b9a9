/** A calendar day as the measure counts it (20260131), or NULL for what is none; as written, whatever its time zone. */
export function day(column: string): string {
  const text = `substr(${column}, 1, 10)`;
  return `CASE WHEN ${column} LIKE '____-__-__%' AND TRY_CAST(${text} AS DATE) IS NOT NULL THEN CAST(replace(${text}, '-', '') AS INTEGER) END`;
}
