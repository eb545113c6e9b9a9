const two = (value: number): string => String(Math.abs(value)).padStart(2, '0');

/** What `datetime-local` gives, as a FHIR dateTime in the time zone of the browser. */
export function zoned(local: string): string | undefined {
  const moment = new Date(local);
  if (local === '' || Number.isNaN(moment.getTime())) return undefined;
  const ahead = -moment.getTimezoneOffset();
  const zone = `${ahead < 0 ? '-' : '+'}${two(Math.trunc(ahead / 60))}:${two(ahead % 60)}`;
  return `${local.length === 16 ? `${local}:00` : local}${zone}`;
}

/** A FHIR dateTime as `datetime-local` takes it; undefined when it has no time of day. */
export function localOf(dateTime: string): string | undefined {
  const moment = new Date(dateTime);
  if (!dateTime.includes('T') || Number.isNaN(moment.getTime())) return undefined;
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** FHIR's time has seconds. */
export const timeOf = (written: string): string =>
  written.length === 5 ? `${written}:00` : written;
