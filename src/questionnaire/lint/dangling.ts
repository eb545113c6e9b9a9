import { type Ast, partsOf } from '../fhirpath/ast.ts';
import { isRepeatOfItem, linkIdOf, linkOf, type Setting, startsAt } from '../fhirpath/link.ts';
import { parseExpression } from '../fhirpath/parser.ts';
import type { Form, FormItem } from '../form/form.ts';

/** Whether a tree begins at the response or the focus and goes down by items only. */
function isRooted(ast: Ast, setting: Setting): boolean {
  if (startsAt(ast, setting) !== undefined) return true;
  if (ast.op === 'member' && (ast.name === 'answer' || ast.name === 'item')) {
    return isRooted(ast.on, setting);
  }
  if (ast.op !== 'call') return false;
  const goesOn = linkIdOf(ast) !== undefined || ast.name === 'descendants' || isRepeatOfItem(ast);
  return goesOn && isRooted(ast.on, setting);
}

/**
 * The linkId that a tree asks for where no such item can be: the outcome is always empty. Undefined when the tree
 * may find something.
 */
function danglingLinkId(ast: Ast, setting: Setting): string | undefined {
  const linkId = linkIdOf(ast);
  if (linkId === undefined || ast.op !== 'call') return undefined;
  if (linkOf(ast, setting) !== undefined || !isRooted(ast.on, setting)) return undefined;
  return isUnfiltered(ast.on) ? undefined : linkId;
}

/** `item.item.where(…)`: a level that no linkId narrows, so that the target cannot be told beforehand. */
function isUnfiltered(list: Ast): boolean {
  if (list.op !== 'member' || list.name !== 'item') return false;
  const above = list.on.op === 'member' && list.on.name === 'answer' ? list.on.on : list.on;
  return above.op === 'member' && above.name === 'item';
}

function danglingIn(ast: Ast, setting: Setting): readonly string[] {
  const own = danglingLinkId(ast, setting) ?? [];
  return [...[own].flat(), ...partsOf(ast).flatMap((part) => danglingIn(part, setting))];
}

/** The linkIds that an item's condition and calculation look for where there is no such item. */
export function danglingLinkIds({ byLinkId }: Form, item: FormItem): readonly string[] {
  const texts = [item.enableExpression?.text ?? [], item.calculated?.text ?? []].flat();
  const found = texts.flatMap((text) => {
    const ast = parseExpression(text);
    return ast === undefined ? [] : danglingIn(ast, { byLinkId, focus: item });
  });
  return [...new Set(found)];
}
