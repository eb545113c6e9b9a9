import type { Condition, Enablement, Operator } from '../form/form.ts';
import { field, type Json, objectsField, stringField } from '../json.ts';
import { readChoice } from '../value/value-reading.ts';
import { conditionElements } from './known.ts';
import { type Reading, report, reportUnknownElements } from './reading.ts';

const operators: readonly Operator[] = ['exists', '=', '!=', '>', '<', '>=', '<='];

function readCondition(reading: Reading, raw: Json, path: string): Condition | undefined {
  reportUnknownElements(reading, raw, conditionElements, path);
  const question = stringField(raw, 'question');
  const operator = operators.find((each) => each === field(raw, 'operator'));
  const answer = readChoice(raw, 'answer');
  if (operator === undefined) {
    report(reading, 'error', 'unknown-operator', path);
    return undefined;
  }
  if (question === undefined || !answer) {
    report(reading, 'error', 'missing-element', path);
    return undefined;
  }
  if (operator === 'exists' && answer.type !== 'boolean') {
    report(reading, 'error', 'wrong-shape', path);
    return undefined;
  }
  return { question, operator, answer };
}

/**
 * The item's enableWhen rules. Two or more without enableBehavior have no defined meaning (que-12), so the
 * form is refused rather than guessed at.
 */
export function readEnablement(reading: Reading, item: Json, path: string): Enablement | undefined {
  const raw = objectsField(item, 'enableWhen');
  if (raw.length === 0) return undefined;
  const behavior = field(item, 'enableBehavior');
  const conditions = raw.flatMap(
    (each, index) => readCondition(reading, each, `${path}.enableWhen[${index}]`) ?? [],
  );
  if (behavior !== 'all' && behavior !== 'any' && (raw.length > 1 || behavior !== undefined)) {
    report(reading, 'error', 'enable-behavior-missing', path);
  }
  return { behavior: behavior === 'any' ? 'any' : 'all', conditions };
}
