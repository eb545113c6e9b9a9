import type { Expression } from '../form/expression.ts';
import type { FormItem } from '../form/form.ts';
import type { Host } from './host.ts';
import { type Parsed, parseWith } from './parse.ts';
import { reportOn } from './reading.ts';
import type { CompileAll } from './workshop.ts';

function expressionsOf(item: FormItem): readonly Expression[] {
  const { enableExpression, calculated, initialExpression, answerExpression, textExpression } =
    item;
  const alone = [enableExpression, calculated, initialExpression, answerExpression, textExpression];
  const { variables = [], constraints = [], toggles = [] } = item;
  const listed = [...variables, ...constraints, ...toggles].map((each) => each.expression);
  return [...alone, item.populationContext, ...listed].flatMap((each) => each ?? []);
}

const refuseAll: CompileAll = (shop) => {
  for (const { expression } of [...shop.variables, ...shop.constraints]) {
    reportOn(shop, 'error', 'unsupported-expression', undefined, expression.text);
  }
  for (const item of shop.all) {
    const back = item.linkPeriod ? [{ text: 'linkPeriod' }] : [];
    for (const { text } of [...expressionsOf(item), ...back]) {
      reportOn(shop, 'error', 'unsupported-expression', item, text);
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
