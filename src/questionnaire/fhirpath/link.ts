import type { QuestionnaireResponseItem } from '../../fhir/index.ts';
import type { Entry } from '../answers/entry.ts';
import type { FormItem } from '../form/form-item.ts';
import { isQuestion } from '../form/form-item.ts';
import { writeItem } from '../response/response-item.ts';
import type { Ast } from './ast.ts';
import type { Runnable } from './loop.ts';

/**
 * Where the nodes of one item are looked for: in the whole response, or beneath the item that the expression
 * stands on. `…item.where(linkId = 'x')` and `….descendants().where(linkId = 'x')` then cost one walk down a
 * known path instead of a walk through everything.
 */
export type Link = { readonly from: 'response' | 'focus'; readonly target: FormItem };

export type Setting = {
  readonly byLinkId: ReadonlyMap<string, FormItem>;
  /** The item the expression stands on; none for the whole questionnaire. */
  readonly focus?: FormItem | undefined;
  /** Inside `where(…)` and its like, where a relative path begins at each value in turn. */
  readonly nested?: boolean;
  /** Functions and operators that are known; quantities are read only beside wider ones. */
  readonly functions?: ReadonlyMap<string, Runnable> | undefined;
};

const isLinkId = (ast: Ast | undefined): boolean =>
  ast?.op === 'member' && ast.name === 'linkId' && ast.on.op === 'this';

function literalString(ast: Ast | undefined): string | undefined {
  const [value] = ast?.op === 'literal' ? ast.value : [];
  return typeof value === 'string' ? value : undefined;
}

/** The `'x'` of `where(linkId = 'x')`, or with another sign. */
export function linkIdOf(ast: Ast, sign = '='): string | undefined {
  const test = ast.op === 'call' && ast.name === 'where' ? ast.args[0] : undefined;
  if (test?.op !== 'call' || test.name !== sign) return undefined;
  const [right] = test.args;
  if (isLinkId(test.on)) return literalString(right);
  return isLinkId(right) ? literalString(test.on) : undefined;
}

type Start = 'response' | 'focus';

export function startsAt(base: Ast, { focus, nested }: Setting): Start | undefined {
  const own = focus ? 'focus' : 'response';
  if (base.op === 'this') return nested ? undefined : own;
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
  if (start === 'focus' && focus) {
    const reaches = deep ? isUnder(target, focus) : isChild(target, focus);
    if (reaches && !isQuestion(focus)) return { from: 'focus', target };
  }
  return deep || target.path.length === 1 ? { from: 'response', target } : undefined;
}

/** What stands before the last `item`: another link, or where paths begin. */
function parentLink(ast: Ast, setting: Setting): Link | Start | undefined {
  const start = startsAt(ast, setting);
  if (start) return start;
  const answers = ast.op === 'member' && ast.name === 'answer';
  const link = linkOf(answers ? ast.on : ast, setting);
  return link && isQuestion(link.target) === answers ? link : undefined;
}

export const isRepeatOfItem = (ast: Ast): boolean => {
  const [by] = ast.op === 'call' && ast.name === 'repeat' ? ast.args : [];
  return by?.op === 'member' && by.name === 'item' && by.on.op === 'this';
};

/** `descendants()` and `repeat(item)`; the latter does not look under answers. */
function deepLink(list: Ast, target: FormItem, setting: Setting): Link | undefined {
  if (list.op !== 'call') return undefined;
  const deep = list.name === 'descendants' && list.args.length === 0;
  const reaches = deep || (isRepeatOfItem(list) && !underAnswer(target, setting));
  const start = startsAt(list.on, setting);
  return reaches && start ? fromStart(start, target, true, setting) : undefined;
}

function underAnswer(target: FormItem, { byLinkId }: Setting): boolean {
  for (const item of byLinkId.values()) {
    if (isUnder(target, item) && isQuestion(item)) return true;
  }
  return false;
}

/** The one item that a tree's nodes are of, when its linkIds say so. */
export function linkOf(ast: Ast, setting: Setting, sign = '='): Link | undefined {
  const linkId = linkIdOf(ast, sign);
  const list = ast.op === 'call' ? ast.on : undefined;
  const target = linkId === undefined ? undefined : setting.byLinkId.get(linkId);
  if (!target || !list) return undefined;
  if (list.op !== 'member' || list.name !== 'item') return deepLink(list, target, setting);
  const parent = parentLink(list.on, setting);
  if (parent === undefined) return undefined;
  if (typeof parent === 'string') return fromStart(parent, target, false, setting);
  return isChild(target, parent.target) ? { from: parent.from, target } : undefined;
}

/**
 * What is written of `target` beneath an entry whose items are `siblings`, following its path from `level` down and
 * skipping what is disabled or unanswered on the way.
 */
export function writtenAt(
  target: FormItem,
  siblings: readonly FormItem[],
  entry: Entry,
  level = 0,
): readonly QuestionnaireResponseItem[] {
  const position = target.path[level] ?? -1;
  const item = siblings[position];
  const slot = entry.items[position];
  if (!item || !slot?.enabled) return [];
  if (item === target) return writeItem(item, slot);
  return slot.entries.flatMap((next) =>
    next.value || !isQuestion(item) ? writtenAt(target, item.items, next, level + 1) : [],
  );
}
