import { type Chance, chanceFrom } from '../../../src/coverage/synth/random.ts';

export { type Chance, chanceFrom };

/** Whatever no schema expects, and the words that objects are born with. */
const odd: readonly [unknown, ...unknown[]] = [
  null,
  '',
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  true,
  [],
  {},
  [[[]]],
  [null],
  '\u0000',
  '\ud800',
  '\u202e',
  'x'.repeat(5000),
  '__proto__',
  'constructor',
  '2026-02-30',
  'javascript:hit()',
  '../../etc/passwd',
  '%00',
  '<script>hit()</script>',
  '{{7*7}}',
  "' OR 1=1 --",
  { __html: 'x' },
  { constructor: { prototype: { polluted: true } } },
  { toString: 1, valueOf: 1, length: -1 },
  // Has a length and a size, and neither can be compared with a number.
  { length: { toString: 1, valueOf: 1 }, size: { toString: 1, valueOf: 1 } },
];

const names: readonly [string, ...string[]] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
  'resourceType',
  'extension',
  'modifierExtension',
  'id',
  '',
];

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** A key of its own on the object, also `__proto__`. */
function put(at: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true });
}

function oddText(chance: Chance, text: string): string {
  const at = chance.below(text.length + 1);
  switch (chance.below(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + (JSON.stringify(chance.pick(odd)) ?? '') + text.slice(at);
    case 2:
      return text + text;
    case 3:
      return text.slice(0, at) + String.fromCharCode(chance.below(0x500)) + text.slice(at + 1);
    default:
      return text.toUpperCase();
  }
}

function deep(chance: Chance, value: unknown): unknown {
  const name = chance.pick(['item', 'all', 'extension', 'x']);
  let nested = value;
  for (let level = chance.below(200); level > 0; level -= 1) {
    nested = chance.happens(0.5) ? [nested] : { [name]: nested };
  }
  return nested;
}

/** The same sort of value, another one; undefined when it is no text and no number. */
function near(chance: Chance, value: unknown): unknown {
  if (typeof value === 'string') return oddText(chance, value);
  return typeof value === 'number' ? value * chance.pick([-1, 0, 1.5, 1e9]) : undefined;
}

/** Another value in the place of this one. */
function replaced(chance: Chance, value: unknown): unknown {
  switch (chance.below(10)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return near(chance, value) ?? structuredClone(chance.pick(odd));
    case 4:
      return [value, value];
    case 5:
      return Array.isArray(value) ? value[0] : { value };
    case 6:
      return deep(chance, value);
    case 7:
      return JSON.stringify(value) ?? '';
    default:
      return structuredClone(chance.pick(odd));
  }
}

const newKey = (chance: Chance, at: object): PropertyKey =>
  Array.isArray(at) ? at.length : chance.pick(names);

/** One change somewhere below: grammar-aware, since it begins from something that parses. */
function changed(chance: Chance, value: unknown): unknown {
  if (!isObject(value)) return replaced(chance, value);
  const keys = Object.keys(value);
  const key = keys[chance.below(keys.length)];
  if (key === undefined || chance.happens(0.12)) return replaced(chance, value);
  const copy: object = Array.isArray(value) ? [...value] : { ...value };
  switch (chance.below(12)) {
    case 0:
      if (Array.isArray(copy)) copy.splice(Number(key), 1);
      else Reflect.deleteProperty(copy, key);
      break;
    case 1:
      put(copy, newKey(chance, copy), structuredClone(chance.pick(odd)));
      break;
    case 2:
      put(copy, newKey(chance, copy), value[key as never]);
      break;
    case 3:
      put(copy, keys[chance.below(keys.length)] ?? key, value[key as never]);
      break;
    default:
      put(copy, key, changed(chance, value[key as never]));
  }
  return copy;
}

/** A value with up to four changes; now and then with none, which shows that it is taken. */
export function mutated(chance: Chance, value: unknown): unknown {
  let now = value;
  for (let times = chance.below(5); times > 0; times -= 1) now = changed(chance, now);
  return now;
}

/** A text with up to six changes: characters, and words of its own grammar from `words`. */
export function mutatedText(chance: Chance, text: string, words: readonly string[]): string {
  let now = text;
  for (let times = chance.below(7); times > 0 && now.length < 20_000; times -= 1) {
    const at = chance.below(now.length + 1);
    const word = words[chance.below(words.length)] ?? '';
    if (chance.happens(0.5)) now = now.slice(0, at) + word + now.slice(at + chance.below(3));
    else now = oddText(chance, now);
  }
  return now;
}
