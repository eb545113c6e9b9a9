import { useState } from 'preact/hooks';
import { anyName, quiet } from '../parts/quiet.ts';
import { t } from '../text.ts';
import type { ControlProps } from './asked.tsx';
import { isChosen, optionsAt, toggle } from './choosing.ts';
import { nameOf, spoken } from './words-of-item.tsx';

/** Radios cannot be unset by themselves. Focus stays in the question when the button goes. */
function Clear(props: ControlProps) {
  const { sight, item, at } = props;
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`${t('question.clear')}: ${nameOf(props)}`}
      onClick={({ currentTarget }) => {
        currentTarget.closest('fieldset')?.querySelector('input')?.focus();
        sight.give({ type: 'clear', linkId: item.linkId, at });
      }}
    >
      {t('question.clear')}
    </button>
  );
}

/** Radios where one answer is meant, boxes where there may be several. */
export function Faces(props: ControlProps) {
  const { sight, item, slot } = props;
  const [name] = useState(anyName);
  const options = optionsAt(props);
  const row = item.orientation === 'horizontal' || options.length <= 4;
  return (
    <>
      <div class={item.repeats ? '' : row ? 'options' : 'options list'}>
        {options.map((option, index) => (
          <label key={index} class={item.repeats ? 'tick' : 'option'}>
            <input
              ref={quiet}
              type={item.repeats ? 'checkbox' : 'radio'}
              name={name}
              checked={isChosen(props, option.value)}
              onChange={() => toggle(props, option.value)}
            />
            <span class={item.repeats ? undefined : 'face'} {...spoken(sight, option)}>
              {option.prefix !== undefined && `${option.prefix} `}
              {option.text}
            </span>
          </label>
        ))}
      </div>
      {!item.repeats && slot.entries.some((each) => each.value) && <Clear {...props} />}
    </>
  );
}
