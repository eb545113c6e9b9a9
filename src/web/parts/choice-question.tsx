import { useState } from 'preact/hooks';
import { optionsOf, sameValue, textOf, valuesOf } from '../../questionnaire/index.ts';
import { clearAnswer, setAnswer } from '../moves/answering.ts';
import { type Asking, language } from '../state.ts';
import { t } from '../text.ts';
import { answerByDigit } from './digits.ts';
import { KeyHint } from './key-hint.tsx';
import { anyName, quiet } from './quiet.ts';
import { markSeen } from './seen.ts';

export type QuestionProps = {
  readonly asking: Asking;
  readonly linkId: string;
  /** "1." before the text, where the order matters. */
  readonly number?: number | undefined;
  /** Options that are offered now, by code; absent means all of them. */
  readonly only?: ReadonlySet<string> | undefined;
};

type Option = ReturnType<typeof optionsOf>[number];

/** What was chosen stays in sight even when it is no longer offered. */
const offered = ({ coding }: Option, only: QuestionProps['only']): boolean =>
  only === undefined || only.has(coding?.code ?? '');

type OptionsProps = {
  readonly name: string;
  readonly options: readonly Option[];
  readonly chosen: (option: Option) => boolean;
  readonly choose: (option: Option) => void;
};

const differs = (lang: string): string | undefined => (lang === language.value ? undefined : lang);

/** Native radios under faces that look like one control. The keys are shown only where they work. */
function Options({ name, options, chosen, choose }: OptionsProps) {
  return (
    <div class={options.length > 4 ? 'options list' : 'options'}>
      {options.map((option, index) => (
        <label key={index} class="option">
          <input
            ref={quiet}
            type="radio"
            name={name}
            checked={chosen(option)}
            onChange={() => choose(option)}
          />
          <span class="face" lang={differs(option.language)}>
            {option.text}
            {index < 9 && <KeyHint name={String(index + 1)} />}
          </span>
        </label>
      ))}
    </div>
  );
}

/** Radios cannot be unset by themselves. Focus stays in the question when the button goes. */
function Clear({ linkId, text }: { readonly linkId: string; readonly text: string }) {
  return (
    <button
      type="button"
      class="clear"
      aria-label={`${t('question.clear')}: ${text}`}
      title={t('question.clear')}
      onClick={({ currentTarget }) => {
        currentTarget.closest('fieldset')?.querySelector('input')?.focus();
        clearAnswer(linkId);
      }}
    >
      ×
    </button>
  );
}

/** One question with one answer. Nothing is chosen beforehand, and what was chosen can be taken away. */
export function ChoiceQuestion({ asking, linkId, number, only }: QuestionProps) {
  const { form, answers } = asking;
  const [name] = useState(anyName);
  const [value] = valuesOf(form, answers, linkId);
  const { text, language: lang } = textOf(form, linkId, language.value);
  const options = optionsOf(form, linkId, language.value).filter(
    (option) => offered(option, only) || (value !== undefined && sameValue(value, option.value)),
  );
  const choose = (option: Option): void => setAnswer(linkId, option.value);
  return (
    <fieldset
      ref={(element) => markSeen(element, linkId)}
      class="question"
      onKeyDown={(event) => answerByDigit(event, options, choose)}
    >
      <legend lang={differs(lang)}>
        {number !== undefined && `${number}. `}
        {text}
      </legend>
      <div class="answers">
        <Options
          name={name}
          options={options}
          chosen={(option) => value !== undefined && sameValue(value, option.value)}
          choose={choose}
        />
        {value !== undefined && <Clear linkId={linkId} text={text} />}
      </div>
    </fieldset>
  );
}
