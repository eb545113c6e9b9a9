import { inspect } from 'node:util';

/** A token that cannot be printed by mistake: in a log, in JSON, in an error it reads `[secret]`. */
export type Secret = { readonly reveal: () => string };

export function secret(value: string): Secret {
  const hidden = (): string => '[secret]';
  return Object.freeze({
    reveal: () => value,
    toString: hidden,
    toJSON: hidden,
    [inspect.custom]: hidden,
  });
}
