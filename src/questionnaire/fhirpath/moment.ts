/** A date, a dateTime or a time of day. The rest of what an expression meets is plain JSON, as FHIR writes it. */
export class Moment {
  /** As in the name of the element it would stand in: `Date`, `DateTime`, `Time`. */
  readonly type: string;
  /** As in FHIR: a time without its T, a dateTime without a trailing one. */
  readonly text: string;
  constructor(type: string, text: string) {
    this.type = type;
    this.text = text;
  }
}

export const isMoment = (value: unknown): value is Moment => value instanceof Moment;

/** From a literal (`2026-01`, `2026-01-31T`, `T12:00`) or a FHIR value. */
export function moment(written: string): Moment {
  const isTime = /^T|^\d\d:/.test(written);
  const type = isTime ? 'Time' : written.includes('T') ? 'DateTime' : 'Date';
  return new Moment(type, written.replace(/^T|T$/g, ''));
}
