import type { TargetedEvent } from 'preact';
import { useId } from 'preact/hooks';
import { type FormItem, textOf, valuesOf } from '../../questionnaire/index.ts';
import { clearAnswer, setAnswer } from '../moves/answering.ts';
import { language } from '../state.ts';
import { ChoiceQuestion, type QuestionProps } from './choice-question.tsx';
import { anyName, quiet } from './quiet.ts';
import { WholeQuestion } from './whole-question.tsx';

const differs = (lang: string): string | undefined => (lang === language.value ? undefined : lang);

/** A line of text or a day, as the browser lets one write it. Empty is no answer. */
function Line({
  asking,
  linkId,
  type,
}: QuestionProps & { readonly type: 'string' | 'text' | 'date' }) {
  const id = useId();
  const [value] = valuesOf(asking.form, asking.answers, linkId);
  const { text, language: lang } = textOf(asking.form, linkId, language.value);
  const attributes = {
    ref: quiet,
    id,
    name: anyName(),
    value: value === undefined ? '' : String(value.value),
    onChange: ({ currentTarget }: TargetedEvent<HTMLInputElement>): void => {
      const written = currentTarget.value.trim();
      if (written === '') clearAnswer(linkId);
      else setAnswer(linkId, { type, value: written });
    },
  };
  return (
    <p class="line">
      <label for={id} lang={differs(lang)}>
        {text}
      </label>
      {type === 'date' ? (
        <input type="date" {...attributes} />
      ) : (
        <input type="text" {...attributes} />
      )}
    </p>
  );
}

function Tick({ asking, linkId }: QuestionProps) {
  const [value] = valuesOf(asking.form, asking.answers, linkId);
  const { text, language: lang } = textOf(asking.form, linkId, language.value);
  return (
    <label class="tick" lang={differs(lang)}>
      <input
        ref={quiet}
        type="checkbox"
        name={anyName()}
        checked={value?.value === true}
        onChange={({ currentTarget }) => {
          if (currentTarget.checked) setAnswer(linkId, { type: 'boolean', value: true });
          else clearAnswer(linkId);
        }}
      />
      <span>{text}</span>
    </label>
  );
}

/** What the visit's own questions are made of. Everything else is drawn by the view of any questionnaire. */
function isSimple(item: FormItem): boolean {
  const { control, options, items, repeats, readOnly, hidden, rich, prefix } = item;
  const live = item.answerExpression ?? item.toggles ?? item.textExpression ?? item.calculated;
  const said = item.supportLinks ?? item.entryFormat ?? rich ?? prefix;
  if (repeats || readOnly || hidden || items.length > 0) return false;
  if (live !== undefined || said !== undefined) return false;
  if (item.type !== 'choice') return control === undefined;
  return options.length > 0 && (control === undefined || control === 'radio-button');
}

/** Draws an item of the questionnaire by its type: none is left out without a word. */
export function Question(props: QuestionProps) {
  const item = props.asking.form.byLinkId.get(props.linkId);
  if (item === undefined) return null;
  if (!isSimple(item)) return <WholeQuestion {...props} />;
  switch (item.type) {
    case 'choice':
      return <ChoiceQuestion {...props} />;
    case 'boolean':
      return <Tick {...props} />;
    case 'string':
    case 'text':
    case 'date':
      return <Line {...props} type={item.type} />;
    default:
      return <WholeQuestion {...props} />;
  }
}
