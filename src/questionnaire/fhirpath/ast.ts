/** A FHIRPath expression as a tree (http://hl7.org/fhirpath/N1). What a path begins at is `this`: the current focus. */
export type Ast =
  | { readonly op: 'literal'; readonly value: readonly unknown[] }
  | { readonly op: 'this' }
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'member'; readonly on: Ast; readonly name: string }
  | Call;

/** An operator is a call too: `a + b` one of `+`, `a[0]` one of `[]`, `a is Type` one of `is`. */
export type Call = {
  readonly op: 'call';
  readonly on: Ast;
  readonly name: string;
  readonly args: readonly Ast[];
};

/** The trees directly inside a tree. */
export function partsOf(ast: Ast): readonly Ast[] {
  const args = ast.op === 'call' ? ast.args : [];
  return 'on' in ast ? [ast.on, ...args] : args;
}
