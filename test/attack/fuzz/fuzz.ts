import { createHash } from 'node:crypto';
import { type Chance, chanceFrom, mutated, mutatedText } from './mutate.ts';

/** A parser under attack: what it is given, and what it may answer. */
export type Target = {
  readonly name: string;
  /** Things that parse; the attack begins from one of them. Texts are changed as texts, the rest as data. */
  readonly seeds: readonly [unknown, ...unknown[]];
  /** Words of the grammar, for texts. */
  readonly words?: readonly string[];
  /** Parses, and uses what came out; true when it was taken. A throw is a crash unless it is one of the parser's own. */
  readonly parse: (input: never) => unknown;
  readonly own?: (error: unknown) => boolean;
  /** How much of the inputs it gets, beside the others. */
  readonly share: number;
};

export type Crash = { readonly target: string; readonly input: number; readonly error: string };

export type Figures = {
  readonly target: string;
  readonly inputs: number;
  readonly accepted: number;
  readonly crashes: readonly Crash[];
  /** Hash over what came of every input: the same seed gives the same. */
  readonly trace: string;
};

const born = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  ...Object.getOwnPropertyNames(Array.prototype),
]);

/** Something stands on the objects that all others come from, and did not before. */
function polluted(): boolean {
  return [Object.prototype, Array.prototype].some((each) =>
    Object.getOwnPropertyNames(each).some((name) => !born.has(name)),
  );
}

function inputOf(target: Target, chance: Chance): unknown {
  const seed = target.seeds[chance.below(target.seeds.length)];
  return typeof seed === 'string'
    ? mutatedText(chance, seed, target.words ?? [])
    : mutated(chance, seed);
}

/** One input by its number: the same seed and number give the same input, whatever ran before. */
export function inputAt(target: Target, seed: number, number: number): unknown {
  return inputOf(
    target,
    chanceFrom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)),
  );
}

type Outcome = 'accepted' | 'refused' | { readonly crash: string };

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function outcomeOf({ parse, own }: Target, input: unknown): Promise<Outcome> {
  try {
    const taken = await parse(input as never);
    if (polluted()) return { crash: 'Object.prototype was changed' };
    return taken === true ? 'accepted' : 'refused';
  } catch (error) {
    return own?.(error) === true ? 'refused' : { crash: told(error) };
  }
}

/** @param at told the number of each input before it is given: who watches sees where it stands still */
export async function fuzz(
  target: Target,
  seed: number,
  inputs: number,
  at: (number: number) => void = () => undefined,
): Promise<Figures> {
  const trace = createHash('sha256');
  const crashes: Crash[] = [];
  let accepted = 0;
  for (let number = 0; number < inputs; number += 1) {
    at(number);
    const outcome = await outcomeOf(target, inputAt(target, seed, number));
    if (outcome === 'accepted') accepted += 1;
    if (typeof outcome === 'object') {
      crashes.push({ target: target.name, input: number, error: outcome.crash });
    }
    if (polluted()) break;
    trace.update(typeof outcome === 'object' ? 'c' : outcome.slice(0, 1));
  }
  return { target: target.name, inputs, accepted, crashes, trace: trace.digest('hex').slice(0, 8) };
}

/** Every target gets its share of the inputs. */
export function sharesOf(targets: readonly Target[], inputs: number): ReadonlyMap<string, number> {
  const shares = targets.reduce((sum, { share }) => sum + share, 0);
  return new Map(
    targets.map(({ name, share }) => [name, Math.ceil((inputs * share) / shares)] as const),
  );
}
