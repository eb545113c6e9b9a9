/** SQL on FHIR ViewDefinition → DuckDB SQL with explicit types. */
export {
  type CompiledView,
  compileView,
  type Fold,
  type Gathered,
  type ViewSource,
} from './compile.ts';
export { isComplex } from './r4-elements.ts';
export type { Reduction } from './row-list.ts';
export { literal, longestLine, mergeShape, ndjson, type Shape } from './shape.ts';
