import { useId } from 'preact/hooks';
import type { Value } from '../../questionnaire/index.ts';
import { t } from '../text.ts';
import { Asked, type ControlProps } from './asked.tsx';
import { Line } from './line.tsx';
import type { ItemProps } from './sight.ts';
import { nameOf } from './words-of-item.tsx';
import { attributesOf, type LineType, writingOf } from './writing.ts';

type Props = ItemProps & { readonly type: LineType };

function One({ type, ...props }: ControlProps & { readonly type: LineType }) {
  const value = props.slot.entries[0]?.value;
  return (
    <Line
      {...props}
      value={value}
      writing={writingOf(type, props.sight.language)}
      attributes={attributesOf(props.item, type, value)}
      tall={type === 'text'}
    />
  );
}

/** The answers, each on its line with a way to take it away, and one more line to write on. */
function Many({ type, ...props }: ControlProps & { readonly type: LineType }) {
  const { sight, item, slot, at } = props;
  const list = useId();
  const given = slot.entries.flatMap((each) => each.value ?? []);
  const full = item.maxOccurs !== undefined && given.length >= item.maxOccurs;
  const rows: readonly (Value | undefined)[] = full ? given : [...given, undefined];
  const remove = (index: number): void => {
    document.getElementById(`${list}-0`)?.focus();
    sight.give({ type: 'remove', linkId: item.linkId, index, at });
  };
  return (
    <ol class="lines">
      {rows.map((value, index) => (
        <li key={index} class="row">
          <Line
            {...props}
            id={`${list}-${index}`}
            index={index}
            value={value}
            label={`${nameOf(props)} (${index + 1})`}
            writing={writingOf(type, sight.language)}
            attributes={attributesOf(item, type, value)}
            tall={type === 'text'}
          />
          {value !== undefined && (
            <button
              type="button"
              class="quiet"
              aria-label={`${t('form.remove')}: ${nameOf(props)} (${index + 1})`}
              onClick={() => remove(index)}
            >
              {t('form.remove')}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

/** A question answered in writing: words, a number, a day, a time. */
export function Lines({ type, ...props }: Props) {
  const several = props.item.repeats;
  return (
    <Asked
      {...props}
      as={several ? 'group' : 'label'}
      control={(inner) =>
        several ? <Many {...inner} type={type} /> : <One {...inner} type={type} />
      }
    />
  );
}
