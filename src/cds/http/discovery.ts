import { type CardLanguage, wordsIn } from '../card/words.ts';
import { type Hook, hooks, type Need } from '../chart/need.ts';

/** One id a hook: a client that keeps services by address would lose all but one under a shared id. */
export const idOf = (hook: Hook): string => `health-questions-${hook}`;

type Listed = {
  readonly hook: Hook;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly prefetch: Readonly<Record<string, string>>;
};

/** CDS Hooks 2.0.1, discovery. */
export function discovery(
  needs: Readonly<Record<Hook, readonly Need[]>>,
  language: CardLanguage,
): { readonly services: readonly Listed[] } {
  const { title, description } = wordsIn(language).service;
  return {
    services: hooks.map((hook) => ({
      hook,
      id: idOf(hook),
      title,
      description,
      prefetch: Object.fromEntries(needs[hook].map(({ key, template }) => [key, template])),
    })),
  };
}
