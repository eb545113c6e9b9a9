import { isObject } from '../json.ts';
import { writeItems, writeNode } from '../response/response-item.ts';
import type { Scope } from './run.ts';

/** With what stands beside the items in the response that was read, if one was. */
export function responseOf({ items, root }: Scope) {
  const head = isObject(root.source) ? root.source : {};
  return { ...head, resourceType: 'QuestionnaireResponse', item: writeItems(items, root) };
}

/** What an expression stands on, as FHIR writes it. */
export function focusOf(scope: Scope) {
  const { here } = scope;
  return here ? writeNode(here.item, here.slot, here.entry) : responseOf(scope);
}
