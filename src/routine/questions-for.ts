import type { Pack } from './pack.ts';

/** The questions that an audience is put: its own where it has them, else those of the pack. */
export function questionsFor(
  pack: Pack,
  audience: string | undefined,
): { readonly result: readonly string[]; readonly after: readonly string[] } {
  const own = pack.audiences.find(({ id }) => id === audience)?.questions;
  if (own === undefined) return pack.questions;
  return { result: own.result, after: own.after ?? [] };
}
