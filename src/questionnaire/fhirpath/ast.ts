/** A FHIRPath expression as a tree (http://hl7.org/fhirpath/N1). `on` absent: the current focus. */
export type Ast =
  | { readonly op: 'literal'; readonly value: readonly unknown[] }
  | { readonly op: 'this' | 'index' }
  | { readonly op: 'variable'; readonly name: string }
  | { readonly op: 'member'; readonly on?: Ast; readonly name: string }
  | { readonly op: 'call'; readonly on?: Ast; readonly name: string; readonly args: readonly Ast[] }
  | { readonly op: 'at'; readonly on: Ast; readonly by: Ast }
  | { readonly op: 'unary'; readonly sign: '+' | '-'; readonly of: Ast }
  | { readonly op: 'binary'; readonly sign: Sign; readonly left: Ast; readonly right: Ast }
  | { readonly op: 'type'; readonly sign: 'is' | 'as'; readonly of: Ast; readonly name: string };

export type Sign =
  | ('*' | '/' | 'div' | 'mod' | '+' | '-' | '&' | '|')
  | ('<' | '>' | '<=' | '>=' | '=' | '!=' | '~' | '!~')
  | ('in' | 'contains' | 'and' | 'or' | 'xor' | 'implies');

/** The trees directly inside a tree. */
export function partsOf(ast: Ast): readonly Ast[] {
  switch (ast.op) {
    case 'literal':
    case 'this':
    case 'index':
    case 'variable':
      return [];
    case 'member':
      return ast.on === undefined ? [] : [ast.on];
    case 'call':
      return ast.on === undefined ? ast.args : [ast.on, ...ast.args];
    case 'at':
      return [ast.on, ast.by];
    case 'unary':
    case 'type':
      return [ast.of];
    case 'binary':
      return [ast.left, ast.right];
  }
}
