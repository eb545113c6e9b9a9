import { useState } from 'preact/hooks';
import { anyName, quiet } from '../parts/quiet.ts';
import { t } from '../text.ts';
import type { ControlProps } from './asked.tsx';
import { isChosen, optionsAt, toggle } from './choosing.ts';
import { spoken } from './words-of-item.tsx';

/** A list to open. Its first line takes the answer away. */
export function DropDown(props: ControlProps) {
  const { sight, item, at, id, describedBy, invalid } = props;
  const [name] = useState(anyName);
  const options = optionsAt(props);
  return (
    <select
      ref={quiet}
      id={id}
      name={name}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      onChange={({ currentTarget }) => {
        const option = options[Number(currentTarget.value)];
        if (currentTarget.value === '' || option === undefined) {
          sight.give({ type: 'clear', linkId: item.linkId, at });
        } else toggle(props, option.value);
      }}
    >
      <option value="">{t('form.choose')}</option>
      {options.map((option, index) => (
        <option
          key={index}
          value={index}
          selected={isChosen(props, option.value)}
          {...spoken(sight, option)}
        >
          {option.text}
        </option>
      ))}
    </select>
  );
}
