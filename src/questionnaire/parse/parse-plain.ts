import type { Expression } from '../form/expression.ts';
import type { FormItem } from '../form/form.ts';
import { type Host, type Parsed, parseWith } from './parse.ts';
import { pathOf, report } from './reading.ts';
import type { CompileAll } from './workshop.ts';

function expressionsOf(item: FormItem): readonly Expression[] {
  const { enableExpression, calculated, initialExpression, answerExpression, textExpression } =
    item;
  const alone = [enableExpression, calculated, initialExpression, answerExpression, textExpression];
  const { variables = [], constraints = [], toggles = [] } = item;
  const listed = [...variables, ...constraints, ...toggles].map((each) => each.expression);
  return [...alone, item.populationContext, ...listed].flatMap((each) => each ?? []);
}

const refuseAll: CompileAll = ({ all, variables, reading }, constraints) => {
  for (const each of [...variables, ...constraints]) {
    report(reading, 'error', 'unsupported-expression', pathOf(), undefined, each.expression.text);
  }
  for (const item of all) {
    const back = item.linkPeriod ? [{ text: 'linkPeriod' }] : [];
    for (const { text } of [...expressionsOf(item), ...back]) {
      report(reading, 'error', 'unsupported-expression', pathOf(item), item.linkId, text);
    }
  }
};

/**
 * As `parse`, but a form with any expression, or a regular expression, or that looks back in the chart, is refused. For a page that has to be small: whoever imports this
 * and not `parse` leaves the FHIRPath evaluator out.
 */
export function parsePlain(questionnaire: unknown, host: Host = {}): Parsed {
  return parseWith(questionnaire, host, refuseAll);
}
