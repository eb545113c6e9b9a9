const oneDay = 86_400_000;

export const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
export const toTime = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const plusDays = (day: string, days: number): string => toDay(toTime(day) + days * oneDay);
export const daysBetween = (from: string, to: string): number =>
  Math.round((toTime(to) - toTime(from)) / oneDay);

export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}
