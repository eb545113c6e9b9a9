/** Forms with expressions. A file of its own, so that only they fetch what evaluates FHIRPath. */
export { parse } from '../../questionnaire/index.ts';
