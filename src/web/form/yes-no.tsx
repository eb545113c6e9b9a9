import { useState } from 'preact/hooks';
import type { Value } from '../../questionnaire/index.ts';
import { anyName, quiet } from '../parts/quiet.ts';
import { t } from '../text.ts';
import { Asked, type ControlProps } from './asked.tsx';
import { isChosen } from './choosing.ts';
import type { ItemProps } from './sight.ts';

/** Yes, no, and neither: nothing said is never a no, so a single box to tick would not do. */
function YesNoControl(props: ControlProps) {
  const { sight, item, at, slot } = props;
  const [name] = useState(anyName);
  const { linkId } = item;
  return (
    <>
      <div class="options">
        {[true, false].map((value) => {
          const answer: Value = { type: 'boolean', value };
          return (
            <label key={String(value)} class="option">
              <input
                ref={quiet}
                type="radio"
                name={name}
                checked={isChosen({ slot }, answer)}
                onChange={() => sight.give({ type: 'set', linkId, value: answer, at })}
              />
              <span class="face">{t(value ? 'form.yes' : 'form.no')}</span>
            </label>
          );
        })}
      </div>
      {slot.entries.some((each) => each.value) && (
        <button
          type="button"
          class="quiet"
          onClick={({ currentTarget }) => {
            currentTarget.closest('fieldset')?.querySelector('input')?.focus();
            sight.give({ type: 'clear', linkId, at });
          }}
        >
          {t('question.clear')}
        </button>
      )}
    </>
  );
}

export function YesNo(props: ItemProps) {
  return <Asked {...props} as="group" control={(inner) => <YesNoControl {...inner} />} />;
}
