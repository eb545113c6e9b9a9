import './form.css';
import { useMemo, useState } from 'preact/hooks';
import {
  type AnswerEvent,
  type Answers,
  type Form,
  type Problem,
  problemsOf,
} from '../../questionnaire/index.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Item, Items } from './item.tsx';
import { Pages, pagesOf } from './pages.tsx';
import { type Sight, slotOf } from './sight.ts';

export type FormViewProps = {
  readonly form: Form;
  readonly answers: Answers;
  /** BCP 47: the language spoken now. */
  readonly language: string;
  readonly give: (event: AnswerEvent) => void;
  /** Only this item and what is beneath it; absent: the whole form. */
  readonly linkId?: string | undefined;
  /** The person has asked to be done: what is missing is told too, and a summary of it all. */
  readonly checked?: boolean;
};

const isMissing = ({ code }: Problem): boolean => code === 'required' || code === 'too-few';

/** Any questionnaire, or a part of one. What is answered wrongly is told at once, what is missing when asked. */
export function FormView({ form, answers, language, give, linkId, checked }: FormViewProps) {
  const [stopped, stop] = useState(false);
  const all = useMemo(() => problemsOf(form, answers), [form, answers]);
  const tellAll = checked === true || stopped;
  const problems = tellAll ? all : all.filter((each) => !isMissing(each));
  const sight: Sight = { form, answers, language, problems, give };
  const item = linkId === undefined ? undefined : form.byLinkId.get(linkId);
  const slot = item && slotOf(answers, item);
  if (item && slot) {
    return (
      <div class="form">
        <Item sight={sight} item={item} slot={slot} at={[]} />
      </div>
    );
  }
  return (
    <div class="form">
      {tellAll && <ErrorSummary sight={sight} />}
      {pagesOf(sight).length > 1 ? (
        <Pages sight={sight} problems={all} onStopped={() => stop(true)} />
      ) : (
        <Items sight={sight} items={form.items} entry={answers.root} at={[]} />
      )}
    </div>
  );
}
