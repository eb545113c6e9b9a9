import { dayNumber, dayOf } from '../moment.ts';

const units: ReadonlyMap<string, 'month' | 'day' | 'minute'> = new Map([
  ...['year', 'years', 'a', 'month', 'months', 'mo'].map((unit) => [unit, 'month'] as const),
  ...['week', 'weeks', 'wk', 'day', 'days', 'd'].map((unit) => [unit, 'day'] as const),
  ...['hour', 'hours', 'h', 'minute', 'minutes', 'min'].map((unit) => [unit, 'minute'] as const),
]);

const multiples: ReadonlyMap<string, number> = new Map([
  ...['year', 'years', 'a'].map((unit) => [unit, 12] as const),
  ...['week', 'weeks', 'wk'].map((unit) => [unit, 7] as const),
  ...['hour', 'hours', 'h'].map((unit) => [unit, 60] as const),
]);

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

function daysIn(year: number, month: number): number {
  return dayNumber(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - dayNumber(year, month, 1);
}

function plusMonths(date: string, months: number): string {
  const [year = 0, month = 1, day] = date.split('-').map(Number);
  const total = year * 12 + month - 1 + months;
  const y = Math.floor(total / 12);
  const m = total - y * 12 + 1;
  if (date.length === 4) return pad(y, 4);
  const start = `${pad(y, 4)}-${pad(m)}`;
  return day === undefined ? start : `${start}-${pad(Math.min(day, daysIn(y, m)))}`;
}

function plusDays(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return dayOf(dayNumber(year, month, day) + days);
}

/** A date or dateTime some time later, as precise as it was; undefined for units or precisions not known here. */
export function plus(text: string, amount: number, unit: string): string | undefined {
  const kind = units.get(unit);
  const count = Math.trunc(amount) * (multiples.get(unit) ?? 1);
  const [date = '', clock] = text.split('T');
  const rest = clock === undefined ? '' : `T${clock}`;
  switch (kind) {
    case 'month':
      return plusMonths(date, count) + rest;
    case 'day':
      return date.length === 10 ? plusDays(date, count) + rest : undefined;
    case 'minute':
      return clock === undefined ? undefined : plusMinutes(date, clock, count);
    case undefined:
      return undefined;
  }
}

function plusMinutes(date: string, clock: string, minutes: number): string | undefined {
  const match = /^(\d\d):(\d\d)(.*)$/.exec(clock);
  if (match === null) return undefined;
  const total = Number(match[1]) * 60 + Number(match[2]) + minutes;
  const days = Math.floor(total / 1440);
  const left = total - days * 1440;
  const time = `${pad(Math.floor(left / 60))}:${pad(left % 60)}${match[3]}`;
  return `${plusDays(date, days)}T${time}`;
}
