import type { InputHTMLAttributes } from 'preact';
import type { FormItem, Value } from '../../questionnaire/index.ts';
import type { Writing } from './line.tsx';
import { localOf, timeOf, zoned } from './moment-of-browser.ts';
import { readNumber, writeNumber } from './number.ts';

export type LineType =
  | 'string'
  | 'text'
  | 'url'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'dateTime'
  | 'time';

const words = ({ value }: Value): string => String(value);

/** How each type of answer that is written on a line is read and written. */
export function writingOf(type: LineType, language: string): Writing {
  switch (type) {
    case 'string':
    case 'text':
    case 'url':
    case 'date':
      return { read: (value) => ({ type, value }), write: words };
    case 'time':
      return { read: (written) => ({ type, value: timeOf(written) }), write: words };
    case 'dateTime':
      return {
        read: (written) => {
          const value = zoned(written);
          return value === undefined ? undefined : { type, value };
        },
        write: (value) => localOf(words(value)) ?? '',
      };
    case 'integer':
    case 'decimal':
      return {
        read: (written) => {
          const value = readNumber(written, type);
          return value === undefined ? undefined : { type, value };
        },
        write: ({ value }) => (typeof value === 'number' ? writeNumber(value, language) : ''),
      };
  }
}

type Attributes = InputHTMLAttributes<HTMLInputElement>;

const day = (value: Value | undefined): string | undefined =>
  typeof value?.value === 'string' ? value.value : undefined;

/** A day or a moment told in less than the browser's own control can show ("2026-05") is written as words. */
function isPartial(type: LineType, value: Value | undefined): boolean {
  const told = day(value);
  if (told === undefined) return false;
  return type === 'date' ? told.length < 10 : type === 'dateTime' && localOf(told) === undefined;
}

export function attributesOf(item: FormItem, type: LineType, value: Value | undefined): Attributes {
  if (isPartial(type, value)) return { type: 'text', readOnly: true, value: day(value) ?? '' };
  switch (type) {
    case 'string':
    case 'text':
      return {};
    case 'url':
      return { type: 'url', dir: 'ltr' };
    case 'integer':
      return { inputMode: 'numeric', class: 'short' };
    case 'decimal':
      return { inputMode: 'decimal', class: 'short' };
    case 'date':
      return { type: 'date', min: day(item.minValue), max: day(item.maxValue) };
    case 'dateTime':
      return { type: 'datetime-local' };
    case 'time':
      return { type: 'time' };
  }
}
