/** SQL on FHIR ViewDefinition → DuckDB SQL with explicit types. */
export { type CompiledView, compileView } from './compile.ts';
export { ViewError, type ViewProblem } from './problem.ts';
export { isComplex } from './r4-elements.ts';
export { literal, longestLine, mergeShape, ndjson, newShape, quoted, type Shape } from './shape.ts';
