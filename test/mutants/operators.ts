import ts from 'typescript';

/** What one node can become: a name for the change, and the text. */
export type Variant = readonly [operator: string, becomes: string];
type Operator = (node: ts.Node) => readonly Variant[];

const swaps: ReadonlyMap<ts.SyntaxKind, readonly (readonly [string, string])[]> = new Map([
  [ts.SyntaxKind.LessThanToken, [['boundary', '<='] as const, ['equality', '>='] as const]],
  [ts.SyntaxKind.LessThanEqualsToken, [['boundary', '<'] as const, ['equality', '>'] as const]],
  [ts.SyntaxKind.GreaterThanToken, [['boundary', '>='] as const, ['equality', '<='] as const]],
  [ts.SyntaxKind.GreaterThanEqualsToken, [['boundary', '>'] as const, ['equality', '<'] as const]],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, [['equality', '!=='] as const]],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, [['equality', '==='] as const]],
  [ts.SyntaxKind.AmpersandAmpersandToken, [['logical', '||'] as const]],
  [ts.SyntaxKind.BarBarToken, [['logical', '&&'] as const]],
  [ts.SyntaxKind.QuestionQuestionToken, [['logical', '&&'] as const]],
  [ts.SyntaxKind.PlusToken, [['arithmetic', '-'] as const]],
  [ts.SyntaxKind.MinusToken, [['arithmetic', '+'] as const]],
  [ts.SyntaxKind.AsteriskToken, [['arithmetic', '/'] as const]],
  [ts.SyntaxKind.SlashToken, [['arithmetic', '*'] as const]],
  [ts.SyntaxKind.PercentToken, [['arithmetic', '*'] as const]],
  [ts.SyntaxKind.PlusEqualsToken, [['assignment', '-='] as const]],
  [ts.SyntaxKind.MinusEqualsToken, [['assignment', '+='] as const]],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, [['assignment', '='] as const]],
]);

const comparisons = new Set([
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);
const logical = new Set([ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken]);

/** The call without the method: `list.filter(f)` becomes `list`. */
const dropped = new Set(['filter', 'slice', 'sort', 'reverse', 'toSorted', 'trim', 'toReversed']);
const methodSwaps: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  min: 'max',
  max: 'min',
  find: 'findLast',
  findLast: 'find',
  toLowerCase: 'toUpperCase',
  toUpperCase: 'toLowerCase',
};

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** The node is what decides an `if`, a loop or a `? :`. */
function decides(node: ts.Node): 'branch' | 'loop' | undefined {
  const { parent } = node;
  if (ts.isIfStatement(parent) && parent.expression === node) return 'branch';
  if (ts.isConditionalExpression(parent) && parent.condition === node) return 'branch';
  if ((ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression === node)
    return 'loop';
  return ts.isForStatement(parent) && parent.condition === node ? 'loop' : undefined;
}

const condition: Operator = (node) => {
  const deciding = decides(node);
  if (deciding === 'loop') return [['condition', 'false']];
  const compared = ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind);
  if (deciding === undefined && !compared) return [];
  return [
    ['condition', 'true'],
    ['condition', 'false'],
  ];
};

const binary: Operator = (node) => {
  if (!ts.isBinaryExpression(node)) return [];
  const { left, right, operatorToken } = node;
  const words = operatorToken.kind === ts.SyntaxKind.PlusToken && [left, right].some(isText);
  if (words) return [];
  const whole = isAssignment(operatorToken.kind)
    ? (sign: string) => `${left.getText()} ${sign} ${right.getText()}`
    : (sign: string) => `(${left.getText()}) ${sign} (${right.getText()})`;
  return (swaps.get(operatorToken.kind) ?? []).map(([operator, sign]) => [operator, whole(sign)]);
};

function isText(node: ts.Node): boolean {
  return ts.isStringLiteral(node) || ts.isTemplateLiteral(node);
}

const unary: Operator = (node) => {
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return [];
  const operand = node.operand.getText();
  switch (node.operator) {
    case ts.SyntaxKind.ExclamationToken:
      return [['negation', operand]];
    case ts.SyntaxKind.MinusToken:
      return [['arithmetic', operand]];
    case ts.SyntaxKind.PlusPlusToken:
      return [['update', ts.isPrefixUnaryExpression(node) ? `--${operand}` : `${operand}--`]];
    case ts.SyntaxKind.MinusMinusToken:
      return [['update', ts.isPrefixUnaryExpression(node) ? `++${operand}` : `${operand}++`]];
    default:
      return [];
  }
};

const literal: Operator = (node) => {
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return [['boolean', 'false']];
    case ts.SyntaxKind.FalseKeyword:
      return [['boolean', 'true']];
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
      return [['string', node.getText().length === 2 ? "'changed'" : "''"]];
    case ts.SyntaxKind.TemplateExpression:
      return [['string', "''"]];
    case ts.SyntaxKind.ArrayLiteralExpression:
      return [['array', isEmpty(node) ? "['changed']" : '[]']];
    case ts.SyntaxKind.ObjectLiteralExpression:
      return isEmpty(node) ? [] : [['object', '{}']];
    default:
      return [];
  }
};

function isEmpty(node: ts.Node): boolean {
  return ts.isArrayLiteralExpression(node)
    ? node.elements.length === 0
    : ts.isObjectLiteralExpression(node) && node.properties.length === 0;
}

const block: Operator = (node) =>
  ts.isBlock(node) && node.statements.length > 0 ? [['block', '']] : [];

const optional: Operator = (node) => {
  const chained = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  if (!(chained || ts.isCallExpression(node)) || node.questionDotToken === undefined) return [];
  const { expression, questionDotToken } = node;
  const rest = node.getText().slice(questionDotToken.end - node.getStart());
  const dot = ts.isPropertyAccessExpression(node) ? '.' : '';
  return [['optional chain', `${expression.getText()}${dot}${rest}`]];
};

const method: Operator = (node) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression: of, name } = node.expression;
  if (dropped.has(name.text)) return [['method', of.getText()]];
  const other = Object.hasOwn(methodSwaps, name.text) ? methodSwaps[name.text] : undefined;
  if (other === undefined) return [];
  const args = node.getText().slice(node.expression.end - node.getStart());
  const before = node.getText().slice(0, name.getStart() - node.getStart());
  return [['method', `${before}${other}${args}`]];
};

/** What is already tried as a literal, or is nothing to begin with, is not tried as a result. */
function plain(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return plain(node.expression);
  return (
    literal(node).length > 0 ||
    ts.isObjectLiteralExpression(node) ||
    ts.isArrowFunction(node) ||
    (ts.isIdentifier(node) && node.text === 'undefined') ||
    (ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind))
  );
}

const result: Operator = (node) => {
  const { parent } = node;
  const given =
    (ts.isReturnStatement(parent) && parent.expression === node) ||
    (ts.isArrowFunction(parent) && parent.body === node);
  if (!given || !ts.isExpression(node) || plain(node)) return [];
  if (ts.isBinaryExpression(node) && logical.has(node.operatorToken.kind))
    return [
      ['result', 'true'],
      ['result', 'false'],
    ];
  return [['result', 'undefined']];
};

const operators = [condition, binary, unary, literal, block, optional, method, result];

export function variantsOf(node: ts.Node): readonly Variant[] {
  const found = operators.flatMap((each) => each(node));
  return found.filter(([, text], at) => found.findIndex(([, other]) => other === text) === at);
}

/** Types and what names another file are left alone, and so is what an assignment writes to. */
export function untouched(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (parent === undefined) return false;
  if (ts.isBinaryExpression(parent) && isAssignment(parent.operatorToken.kind))
    return parent.left === node;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return true;
  return (
    ts.isPropertyAssignment(parent) && parent.name === node && !ts.isComputedPropertyName(node)
  );
}
