const day = 24 * 60 * 60 * 1000;

export function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(today) - days * day).toISOString().slice(0, 10);
}

/** A birthday for someone who is `age` today and had it `days` (0–364) days ago. */
export function bornFor(today: string, age: number, days: number): string {
  const [year, month, date] = daysBefore(today, days).split('-');
  // 29 February is no birthday in most years.
  const safe = month === '02' && date === '29' ? '28' : date;
  return `${Number(year) - age}-${month}-${safe}`;
}
