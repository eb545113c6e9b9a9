import type { FormItem } from '../form/form-item.ts';
import { isQuestion } from '../form/form-item.ts';
import type { Ast } from './ast.ts';

/**
 * Where the nodes of one item are looked for: in the whole response, or beneath the item that the expression
 * stands on. `…item.where(linkId = 'x')` and `….descendants().where(linkId = 'x')` then cost one walk down a
 * known path instead of a walk through everything.
 */
export type Link = { readonly from: 'response' | 'focus'; readonly target: FormItem };

export type Setting = {
  readonly byLinkId: ReadonlyMap<string, FormItem>;
  /** The item the expression stands on; none for the whole questionnaire. */
  readonly focus?: FormItem;
  /** Inside `where(…)` and its like, where a relative path begins at each value in turn. */
  readonly nested?: boolean;
};

const isLinkId = (ast: Ast): boolean =>
  ast.op === 'member' && ast.name === 'linkId' && (ast.on === undefined || ast.on.op === 'this');

function literalString(ast: Ast): string | undefined {
  const value = ast.op === 'literal' ? ast.value[0] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The `'x'` of `where(linkId = 'x')`. */
export function linkIdOf(ast: Ast): string | undefined {
  const test = ast.op === 'call' && ast.name === 'where' ? ast.args[0] : undefined;
  if (test?.op !== 'binary' || test.sign !== '=') return undefined;
  const { left, right } = test;
  if (isLinkId(left)) return literalString(right);
  return isLinkId(right) ? literalString(left) : undefined;
}

type Start = 'response' | 'focus';

export function startsAt(base: Ast | undefined, { focus, nested }: Setting): Start | undefined {
  const own = focus === undefined ? 'response' : 'focus';
  if (base === undefined || base.op === 'this') return nested ? undefined : own;
  if (base.op !== 'variable') return undefined;
  if (base.name === 'resource') return 'response';
  return base.name === 'context' ? own : undefined;
}

const isUnder = (item: FormItem, above: FormItem): boolean =>
  above.index < item.index && item.index <= above.last;

const isChild = (item: FormItem, above: FormItem): boolean =>
  isUnder(item, above) && item.path.length === above.path.length + 1;

/** A relative path that misses the item it stands on is read from the top, as most engines do. */
function fromStart(
  start: Start,
  target: FormItem,
  deep: boolean,
  { focus }: Setting,
): Link | undefined {
  if (start === 'focus' && focus !== undefined) {
    const reaches = deep ? isUnder(target, focus) : isChild(target, focus);
    if (reaches && !isQuestion(focus)) return { from: 'focus', target };
  }
  return deep || target.path.length === 1 ? { from: 'response', target } : undefined;
}

/** What stands before the last `item`: another link, or where paths begin. */
function parentLink(ast: Ast | undefined, setting: Setting): Link | Start | undefined {
  const start = startsAt(ast, setting);
  if (start !== undefined || ast === undefined) return start;
  if (ast.op === 'member' && ast.name === 'answer' && ast.on !== undefined) {
    const link = linkOf(ast.on, setting);
    return link !== undefined && isQuestion(link.target) ? link : undefined;
  }
  const link = linkOf(ast, setting);
  return link !== undefined && !isQuestion(link.target) ? link : undefined;
}

export const isRepeatOfItem = (ast: Ast): boolean => {
  const [by] = ast.op === 'call' && ast.name === 'repeat' ? ast.args : [];
  return by?.op === 'member' && by.name === 'item' && by.on === undefined;
};

/** `descendants()` and `repeat(item)`; the latter does not look under answers. */
function deepLink(list: Ast, target: FormItem, setting: Setting): Link | undefined {
  if (list.op !== 'call') return undefined;
  const deep = list.name === 'descendants' && list.args.length === 0;
  if (!deep && !isRepeatOfItem(list)) return undefined;
  const start = startsAt(list.on, setting);
  if (start === undefined) return undefined;
  if (!deep && underAnswer(target, setting)) return undefined;
  return fromStart(start, target, true, setting);
}

function underAnswer(target: FormItem, { byLinkId }: Setting): boolean {
  for (const item of byLinkId.values()) {
    if (isUnder(target, item) && isQuestion(item)) return true;
  }
  return false;
}

/** The one item that a tree's nodes are of, when its linkIds say so. */
export function linkOf(ast: Ast, setting: Setting): Link | undefined {
  const linkId = linkIdOf(ast);
  const list = ast.op === 'call' ? ast.on : undefined;
  const target = linkId === undefined ? undefined : setting.byLinkId.get(linkId);
  if (target === undefined || list === undefined) return undefined;
  if (list.op !== 'member' || list.name !== 'item') return deepLink(list, target, setting);
  const parent = parentLink(list.on, setting);
  if (parent === undefined) return undefined;
  if (typeof parent === 'string') return fromStart(parent, target, false, setting);
  return isChild(target, parent.target) ? { from: parent.from, target } : undefined;
}
