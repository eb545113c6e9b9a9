import { UsageError } from './errors.ts';

/** The name of a routine’s folder: small letters, digits, `-`; it cannot lead anywhere else. */
export function routineId(text: unknown, usage: string): string {
  if (typeof text === 'string' && text.length <= 40 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) {
    return text;
  }
  const said =
    text === undefined
      ? ''
      : `"${text}" cannot be the name of a routine: small letters, digits and -\n`;
  throw new UsageError(`${said}${usage}`);
}
