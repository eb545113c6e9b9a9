import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { anyName, quiet } from './quiet.ts';

type Props<Code extends string> = {
  readonly legend: ComponentChildren;
  readonly options: readonly { readonly code: Code; readonly label: ComponentChildren }[];
  readonly chosen: Code | undefined;
  readonly choose: (code: Code) => void;
};

/** One of a few, where the question is the app's own and not of the questionnaire. */
export function Choices<Code extends string>({ legend, options, chosen, choose }: Props<Code>) {
  const [name] = useState(anyName);
  return (
    <fieldset class="question">
      <legend>{legend}</legend>
      <div class="options list">
        {options.map(({ code, label }) => (
          <label key={code} class="option">
            <input
              ref={quiet}
              type="radio"
              name={name}
              checked={chosen === code}
              onChange={() => choose(code)}
            />
            <span class="face">{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
