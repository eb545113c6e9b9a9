/** A form, its answers, and all that follows from them inside the form. */
export type { AnswerEvent } from './answer.ts';
export { answer, resettled, start } from './answer.ts';
export type { ChartQuery } from './chart-query.ts';
export { chartQueries } from './chart-query.ts';
export { problemsOf } from './check.ts';
export type { EditFault } from './edit.ts';
export { readEdit } from './edit.ts';
export type { Evaluate, Expression } from './expression.ts';
export { extract } from './extract.ts';
export type { ExtractContext } from './extract-observation.ts';
export { TemplateError } from './extract-template.ts';
export type { FillContext, Filled, FillFault } from './fill.ts';
export { fill, picture } from './fill.ts';
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
} from './form.ts';
export { isQuestion } from './form.ts';
export type { LintOptions } from './lint.ts';
export { lint } from './lint.ts';
export type { Host, Parsed } from './parse.ts';
export { parse } from './parse-full.ts';
export { parsePlain } from './parse-plain.ts';
export type {
  AnswerProblemCode,
  FormErrorCode,
  FormProblemCode,
  Problem,
  ProblemCode,
} from './problem.ts';
export { FormError } from './problem.ts';
export { isEnabled, keptValuesOf, valuesOf } from './query.ts';
export type { ReadResponse } from './response-read.ts';
export { fromResponse } from './response-read.ts';
export type { ResponseContext } from './response-write.ts';
export { toResponse } from './response-write.ts';
export { scoresOf, wholeForm } from './score.ts';
export type { AnswerContext, Answers } from './state.ts';
export { stop } from './stop.ts';
export type { Specimen, Support, SupportRow } from './support.ts';
export { supportOf } from './support.ts';
export type { SupportSection } from './support-document.ts';
export { supportDocument } from './support-document.ts';
export type { Worded, WordedOption } from './translation.ts';
export { liveTextOf, markupOf, optionsOf, textOf } from './translation.ts';
export type { Validation } from './validate.ts';
export { validate } from './validate.ts';
export type { Value, ValueType } from './value.ts';
export { sameValue } from './value.ts';
