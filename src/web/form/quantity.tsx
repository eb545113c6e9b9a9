import { useState } from 'preact/hooks';
import type { Quantity as Amount, Coding } from '../../fhir/index.ts';
import type { Value } from '../../questionnaire/index.ts';
import { anyName, quiet } from '../parts/quiet.ts';
import { t } from '../text.ts';
import { Asked, type ControlProps } from './asked.tsx';
import { Line } from './line.tsx';
import { readNumber, writeNumber } from './number.ts';
import type { ItemProps } from './sight.ts';
import { nameOf } from './words-of-item.tsx';

type Unit = Pick<Amount, 'unit' | 'system' | 'code'>;

const unitOf = ({ display, code, system }: Coding): Unit => ({
  ...(display === undefined ? {} : { unit: display }),
  ...(system === undefined ? {} : { system }),
  ...(code === undefined ? {} : { code }),
});

const wordOf = ({ unit, code }: Unit): string => unit ?? code ?? '';

function unitsOf({ item }: ControlProps, amount: Amount | undefined): readonly Unit[] {
  if (item.unitOptions !== undefined) return item.unitOptions.map(unitOf);
  if (item.unit !== undefined) return [unitOf(item.unit)];
  return amount === undefined || wordOf(amount) === '' ? [] : [amount];
}

function Units({
  units,
  chosen,
  label,
  choose,
}: {
  readonly units: readonly Unit[];
  readonly chosen: number;
  readonly label: string;
  readonly choose: (index: number) => void;
}) {
  const [name] = useState(anyName);
  const [only] = units;
  if (units.length < 2) return <span class="unit">{only === undefined ? '' : wordOf(only)}</span>;
  return (
    <select
      ref={quiet}
      name={name}
      aria-label={label}
      value={chosen}
      onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
    >
      {units.map((unit, index) => (
        <option key={wordOf(unit)} value={index}>
          {wordOf(unit)}
        </option>
      ))}
    </select>
  );
}

function QuantityControl(props: ControlProps) {
  const { sight, item, slot, at } = props;
  const value = slot.entries[0]?.value;
  const amount = value?.type === 'quantity' ? value.value : undefined;
  const units = unitsOf(props, amount);
  const [picked, pick] = useState(0);
  const standing = units.findIndex((each) => amount && wordOf(each) === wordOf(amount));
  const chosen = standing < 0 ? picked : standing;
  const give = (number: number | undefined, index: number): void => {
    const { linkId } = item;
    if (number === undefined) {
      sight.give({ type: 'clear', linkId, at });
      return;
    }
    const made: Amount = { ...units[index], value: number };
    sight.give({ type: 'set', linkId, value: { type: 'quantity', value: made }, at });
  };
  const plain = (number: number | undefined): Value | undefined =>
    number === undefined ? undefined : { type: 'decimal', value: number };
  return (
    <div class="row">
      <Line
        {...props}
        label={nameOf(props)}
        value={plain(amount?.value)}
        attributes={{ inputMode: 'decimal', class: 'short' }}
        writing={{
          read: (written) => plain(readNumber(written, 'decimal')),
          write: ({ value: number }) =>
            typeof number === 'number' ? writeNumber(number, sight.language) : '',
        }}
        onWrite={(number) => give(number?.type === 'decimal' ? number.value : undefined, chosen)}
      />
      <Units
        units={units}
        chosen={chosen}
        label={`${t('form.unit')}: ${nameOf(props)}`}
        choose={(index) => {
          pick(index);
          if (amount?.value !== undefined) give(amount.value, index);
        }}
      />
    </div>
  );
}

/** A number and its unit: the form's own, or one of those it offers. */
export function Quantity(props: ItemProps) {
  return <Asked {...props} as="group" control={(inner) => <QuantityControl {...inner} />} />;
}
