/** The view of any questionnaire: native controls for every type of item. */
export type { FormViewProps } from './form-view.tsx';
export { FormView } from './form-view.tsx';
