/** A FHIRPath expression as a tree (http://hl7.org/fhirpath/N1). `on` absent: the current focus. */
export type Ast =
  | { readonly op: 'literal'; readonly value: readonly unknown[] }
  | { readonly op: 'this' | 'index' }
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'member'; readonly on?: Ast; readonly name: string }
  | Call
  | { readonly op: 'binary'; readonly sign: Sign; readonly left: Ast; readonly right: Ast };

/** `a[0]` is a call of `[]`, and `a is Type` one of `is`. */
export type Call = {
  readonly op: 'call';
  readonly on?: Ast;
  readonly name: string;
  readonly args: readonly Ast[];
};

export type Sign =
  | ('*' | '/' | 'div' | 'mod' | '+' | '-' | '&' | '|')
  | ('<' | '>' | '<=' | '>=' | '=' | '!=' | '~' | '!~')
  | ('in' | 'contains' | 'and' | 'or' | 'xor' | 'implies');

/** The trees directly inside a tree. */
export function partsOf(ast: Ast): readonly Ast[] {
  if (ast.op === 'binary') return [ast.left, ast.right];
  const args = ast.op === 'call' ? ast.args : [];
  return 'on' in ast && ast.on !== undefined ? [ast.on, ...args] : args;
}
