/** A form, its answers, and all that follows from them inside the form. */

export type { AnswerEvent } from './answers/answer.ts';
export { answer, resettled, start } from './answers/answer.ts';
export type { EditFault } from './answers/edit.ts';
export { readEdit } from './answers/edit.ts';
export type { FillContext, Filled, FillFault } from './answers/fill.ts';
export { fill, picture } from './answers/fill.ts';
export { isEnabled, keptValuesOf, valuesOf } from './answers/query.ts';
export type { AnswerContext, Answers } from './answers/state.ts';
export { stop } from './answers/stop.ts';
export type { Assembled } from './assemble/assemble.ts';
export { assemble } from './assemble/assemble.ts';
export { problemsOf } from './check/check.ts';
export { scoresOf, wholeForm } from './check/score.ts';
export { extract } from './extract/extract.ts';
export type { ExtractContext } from './extract/extract-observation.ts';
export { TemplateError } from './extract/extract-template.ts';
export { observedValue } from './extract/observed-value.ts';
export { widerFunctions } from './fhirpath/wider.ts';
export type { Evaluate, Expression } from './form/expression.ts';
export type {
  Condition,
  Constraint,
  Enablement,
  Form,
  FormItem,
  FormOption,
  ItemType,
  LaunchContext,
  Operator,
  Text,
} from './form/form.ts';
export { isQuestion } from './form/form.ts';
export type { LintOptions } from './lint/lint.ts';
export { lint } from './lint/lint.ts';
export type { Host } from './parse/host.ts';
export type { Parsed } from './parse/parse.ts';
export { parse } from './parse/parse-full.ts';
export { parsePlain } from './parse/parse-plain.ts';
export type { ChartQuery } from './populate/chart-query.ts';
export { chartNames, chartProblems, chartQueries } from './populate/chart-query.ts';
export { startFromChart } from './populate/populate.ts';
export type {
  AnswerProblemCode,
  FormErrorCode,
  FormProblemCode,
  Problem,
  ProblemCode,
} from './problem.ts';
export { FormError } from './problem.ts';
export type { ReadResponse } from './response/response-read.ts';
export { fromResponse } from './response/response-read.ts';
export type { ResponseContext } from './response/response-write.ts';
export { toResponse } from './response/response-write.ts';
export type { Specimen, Support, SupportRow } from './support/support.ts';
export { supportOf } from './support/support.ts';
export type { SupportSection } from './support/support-document.ts';
export { supportDocument } from './support/support-document.ts';
export { expand } from './terminology/expand.ts';
export type { Validation } from './validate/validate.ts';
export { validate } from './validate/validate.ts';
export type { Value, ValueType } from './value/value.ts';
export { sameValue } from './value/value.ts';
export type { Worded, WordedOption } from './words/translation.ts';
export { liveTextOf, markupOf, optionsOf, textOf } from './words/translation.ts';
