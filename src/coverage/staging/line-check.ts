import { isUtf8 } from 'node:buffer';
import type { Shape } from '../views/index.ts';
import { isComplex } from '../views/index.ts';
import { duplicateKey } from './duplicate-key.ts';

/** Why a line was left out. Codes only: what stood in the line is nobody's business. */
export type LineFault =
  | 'too-long'
  | 'not-utf8'
  | 'not-json'
  | 'not-a-resource'
  | 'duplicate-key'
  | 'wrong-type'
  | 'bad-text';

export type Checked =
  | { readonly ok: true; readonly type: string }
  | { readonly ok: false; readonly fault: LineFault };

const wrong = (fault: LineFault): Checked => ({ ok: false, fault });

/** One line by the same rules as the strict reader, so that what passes here is read there. */
export function checkLine(bytes: Buffer, shapes: ReadonlyMap<string, Shape>): Checked {
  if (!isUtf8(bytes)) return wrong('not-utf8');
  const text = bytes.toString('utf8');
  const value = parsed(text);
  if (value === undefined) return wrong('not-json');
  if (!isObject(value) || typeof value['resourceType'] !== 'string') return wrong('not-a-resource');
  if (duplicateKey(text) !== undefined) return wrong('duplicate-key');
  if (loneSurrogate.test(JSON.stringify(value))) return wrong('bad-text');
  return fits(value, shapes);
}

/** Half a character: `JSON.stringify` writes such a half as an escape, everything else as itself. */
const loneSurrogate = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

type Json = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever was wrong, the line is rejected and counted by the caller.
    return undefined;
  }
}

function fits(value: Json, shapes: ReadonlyMap<string, Shape>): Checked {
  const { resourceType } = value;
  const type = typeof resourceType === 'string' ? resourceType : '';
  const shape = shapes.get(type);
  if (shape !== undefined && !hasShape(value, shape)) return wrong('wrong-type');
  return { ok: true, type };
}

function hasShape(value: unknown, shape: Shape): boolean {
  if (!isComplex(shape.type)) return primitiveFits(value, shape.type);
  if (shape.children.size === 0) return true;
  if (!isObject(value)) return false;
  return [...shape.children].every(([name, child]) => childFits(value[name], child));
}

function childFits(value: unknown, child: Shape): boolean {
  if (value === undefined || value === null) return true;
  if (!child.many) return hasShape(value, child);
  return Array.isArray(value) && value.every((each) => each === null || hasShape(each, child));
}

/** Text may be written as a number, as the reader allows; true, false and whole numbers must be that. */
function primitiveFits(value: unknown, type: string): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
    case 'positiveInt':
    case 'unsignedInt':
      return Number.isInteger(value);
    default:
      return typeof value !== 'object';
  }
}
