import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { isTrue, type Variables } from './run-plan.ts';

/** Each answer of a response as text, by linkId. */
type Said = ReadonlyMap<string, string>;

function saidIn(items: readonly QuestionnaireResponseItem[] = []): readonly [string, string][] {
  return items.flatMap(({ linkId, answer = [], item }) => [
    [linkId, JSON.stringify(answer.map(({ item: _, ...value }) => value))] as [string, string],
    ...answer.flatMap((each) => saidIn(each.item)),
    ...saidIn(item),
  ]);
}

type Looks = { readonly linkIds: readonly string[]; readonly beside: readonly string[] };

/** What an expression can see: the items that it names, and the variables beside the response. */
function looksOf(expression: string): Looks {
  const names = [...expression.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, name = '']) => name);
  const beside = ['route', 'age', 'facts'].filter((name) => expression.includes(`%${name}`));
  return { linkIds: [...new Set(names)], beside };
}

/** What the evaluator said of each whole expression, by the answers that the expression names. */
export class Remembered {
  readonly #looks = new Map<string, Looks>();
  readonly #said = new Map<string, boolean>();

  /** How many times the evaluator was asked. */
  get asked(): number {
    return this.#said.size;
  }

  /** Whether an expression holds of one response; asked once for each way its own questions were answered. */
  of(response: QuestionnaireResponse, variables: Variables): (expression: string) => boolean {
    const said: Said = new Map(saidIn(response.item));
    const beside: Readonly<Record<string, unknown>> = variables;
    return (expression) => {
      const looks = this.#looks.get(expression) ?? looksOf(expression);
      this.#looks.set(expression, looks);
      const answers = looks.linkIds.map((linkId) => said.get(linkId) ?? '');
      const others = looks.beside.map((name) => JSON.stringify(beside[name] ?? null));
      const key = [expression, ...answers, ...others].join('\n');
      const before = this.#said.get(key);
      if (before !== undefined) return before;
      const holds = isTrue(expression, response, variables);
      this.#said.set(key, holds);
      return holds;
    };
  }
}
