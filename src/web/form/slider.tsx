import { useState } from 'preact/hooks';
import { anyName, quiet } from '../parts/quiet.ts';
import { t } from '../text.ts';
import { Asked, type ControlProps } from './asked.tsx';
import { attachedTo } from './hints.tsx';
import { writeNumber } from './number.ts';
import type { ItemProps } from './sight.ts';
import { nameOf, Words } from './words-of-item.tsx';

const numberIn = (value: { readonly value: unknown } | undefined): number | undefined =>
  typeof value?.value === 'number' ? value.value : undefined;

function End({ of, props }: { readonly of: 'lower' | 'upper'; readonly props: ControlProps }) {
  return (
    <span class="unit">
      {attachedTo(props, of).map((each) => (
        <Words key={each.linkId} sight={props.sight} item={each} at={props.at} />
      ))}
    </span>
  );
}

function SliderControl(props: ControlProps) {
  const { sight, item, slot, at, id, describedBy, invalid } = props;
  const [name] = useState(anyName);
  const { linkId, sliderStep, minValue, maxValue } = item;
  const number = numberIn(slot.entries[0]?.value);
  const type: 'decimal' | 'integer' = item.type === 'decimal' ? 'decimal' : 'integer';
  const words = number === undefined ? t('form.unanswered') : writeNumber(number, sight.language);
  return (
    <div class={number === undefined ? 'row slider unset' : 'row slider'}>
      <End of="lower" props={props} />
      <input
        ref={quiet}
        type="range"
        id={id}
        name={name}
        min={numberIn(minValue) ?? 0}
        max={numberIn(maxValue) ?? 100}
        step={sliderStep ?? (type === 'decimal' ? 'any' : 1)}
        value={number ?? numberIn(minValue) ?? 0}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        aria-valuetext={words}
        onInput={({ currentTarget }) => {
          const value = { type, value: currentTarget.valueAsNumber };
          sight.give({ type: 'set', linkId, value, at });
        }}
      />
      <End of="upper" props={props} />
      <output for={id}>{words}</output>
      {number !== undefined && (
        <button
          type="button"
          class="quiet"
          aria-label={`${t('question.clear')}: ${nameOf(props)}`}
          onClick={() => {
            document.getElementById(id)?.focus();
            sight.give({ type: 'clear', linkId, at });
          }}
        >
          {t('question.clear')}
        </button>
      )}
    </div>
  );
}

/** A slider stands somewhere even before it is moved: until then it says that nothing is answered. */
export function Slider(props: ItemProps) {
  return <Asked {...props} as="label" control={(inner) => <SliderControl {...inner} />} />;
}
