import ts from 'typescript';
import type { Change, Mutant } from './mutant.ts';
import { untouched, variantsOf } from './operators.ts';

/** The name by which the changed code asks whether a change is on. */
export const switchboard = '__mutants';

type Placed = Change & { readonly host: ts.Node };

/** The smallest whole expression or block that can be put in a choice: a callee keeps its object, a chain its end. */
function hostOf(node: ts.Node): ts.Node {
  const { parent } = node;
  const within =
    (ts.isCallExpression(parent) ||
      ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent)) &&
    parent.expression === node;
  if (!within) return ts.isTaggedTemplateExpression(parent) ? hostOf(parent) : node;
  const callee = ts.isCallExpression(parent) && !ts.isParenthesizedExpression(node);
  return callee || ts.isOptionalChain(parent) ? hostOf(parent) : node;
}

function placedIn(source: ts.SourceFile): readonly Placed[] {
  const found: Placed[] = [];
  const visit = (node: ts.Node): void => {
    if (untouched(node)) return;
    for (const [operator, becomes] of variantsOf(node)) {
      const host = hostOf(node);
      found.push({ operator, becomes, start: node.getStart(), end: node.end, host });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}

function parsed(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Every change that can be made to a file, numbered from `first` on. */
export function mutantsOf(file: string, text: string, first: number): readonly Mutant[] {
  const source = parsed(file, text);
  const lines = text.split('\n');
  return placedIn(source).map(({ host: _host, ...change }, at) => {
    const { line } = source.getLineAndCharacterOfPosition(change.start);
    return {
      ...change,
      id: first + at,
      file,
      line: line + 1,
      text: (lines[line] ?? '').trim(),
      was: oneLine(text.slice(change.start, change.end)),
    };
  });
}

type Numbered = Placed & { readonly id: number };

function choiceOf(
  host: ts.Node,
  inner: string,
  changes: readonly Numbered[],
  text: string,
): string {
  if (ts.isBlock(host)) {
    const [change] = changes;
    return change === undefined ? inner : `{if (!${switchboard}.on(${change.id})) ${inner}}`;
  }
  const start = host.getStart();
  const variants = changes.map(({ id, start: from, end, becomes }) => {
    const changed = `${text.slice(start, from)}${becomes}${text.slice(end, host.end)}`;
    return `${switchboard}.on(${id})?(${changed}):`;
  });
  return variants.length === 0 ? inner : `(${variants.join('')}(${inner}))`;
}

const isLoop = (node: ts.Node): node is ts.IterationStatement =>
  ts.isIterationStatement(node, false);

/** Loops and functions are counted, so that what has no end any more is ended. */
function counted(node: ts.Node, text: string): string {
  const { parent } = node;
  const count = `${switchboard}.count()`;
  if (isLoop(parent) && parent.statement === node) return `{${count};${text}}`;
  if (ts.isFunctionLike(parent) && 'body' in parent && parent.body === node)
    return ts.isBlock(node) ? `{${count};${text}}` : `(${count},${text})`;
  return text;
}

/** The file with all of its changes in it, each of them behind a question to the switchboard. */
export function instrumented(file: string, text: string, first: number): string {
  const source = parsed(file, text);
  const byHost = new Map<ts.Node, Numbered[]>();
  for (const [at, each] of placedIn(source).entries()) {
    byHost.set(each.host, [...(byHost.get(each.host) ?? []), { ...each, id: first + at }]);
  }
  const inside = (node: ts.Node): string => {
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    let at = node.getStart();
    let written = '';
    for (const child of children.sort((a, b) => a.pos - b.pos)) {
      written += text.slice(at, child.getStart()) + whole(child);
      at = child.end;
    }
    return written + text.slice(at, node.end);
  };
  const whole = (node: ts.Node): string => {
    if (untouched(node)) return text.slice(node.getStart(), node.end);
    return counted(node, choiceOf(node, inside(node), byHost.get(node) ?? [], text));
  };
  return `${switchboard}.at(${JSON.stringify(file)});\n${inside(source)}`;
}
