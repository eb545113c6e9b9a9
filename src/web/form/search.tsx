import { t } from '../text.ts';
import type { ControlProps } from './asked.tsx';
import { optionsAt } from './choosing.ts';
import { Line } from './line.tsx';
import { shown } from './shown.ts';

/** Type to find: the browser's own list of suggestions. Other words are an answer only where the form takes them. */
export function Search(props: ControlProps) {
  const { item, id, slot } = props;
  const options = optionsAt(props);
  const found = (written: string) =>
    options.find((each) => each.text.toLowerCase() === written.toLowerCase())?.value;
  return (
    <>
      <Line
        {...props}
        value={slot.entries[0]?.value}
        attributes={{ list: `${id}-list`, placeholder: t('form.search') }}
        writing={{
          read: (written) =>
            found(written) ??
            (item.type === 'open-choice' ? { type: 'string', value: written } : undefined),
          write: (value) => shown(props, value),
        }}
      />
      <datalist id={`${id}-list`}>
        {options.map((option) => (
          <option key={option.text} value={option.text} />
        ))}
      </datalist>
    </>
  );
}
