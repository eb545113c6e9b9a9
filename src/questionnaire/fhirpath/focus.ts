import { writeItems, writeNode } from '../response/response-item.ts';
import type { Scope } from './run.ts';

export function responseOf({ items, root }: Scope) {
  return { resourceType: 'QuestionnaireResponse', item: writeItems(items, root) };
}

/** What an expression stands on, as FHIR writes it. */
export function focusOf(scope: Scope) {
  const { here } = scope;
  return here === undefined ? responseOf(scope) : writeNode(here.item, here.slot, here.entry);
}
