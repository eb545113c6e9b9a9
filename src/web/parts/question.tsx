import type { TargetedEvent } from 'preact';
import { useId } from 'preact/hooks';
import { textOf, valuesOf } from '../../questionnaire/index.ts';
import { clearAnswer, setAnswer } from '../moves/answering.ts';
import { language } from '../state.ts';
import { ChoiceQuestion, type QuestionProps } from './choice-question.tsx';
import { anyName, quiet } from './quiet.ts';

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

/** Draws an item of the questionnaire by its type; `undefined` where this view has none for it yet. */
export function Question(props: QuestionProps) {
  const item = props.asking.form.byLinkId.get(props.linkId);
  switch (item?.type) {
    case 'choice':
      return <ChoiceQuestion {...props} />;
    case 'boolean':
      return <Tick {...props} />;
    case 'string':
    case 'text':
    case 'date':
      return <Line {...props} type={item.type} />;
    default:
      return null;
  }
}
