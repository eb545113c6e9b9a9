import { t } from '../text.ts';
import { Asked } from './asked.tsx';
import { shown } from './shown.ts';
import type { ItemProps } from './sight.ts';

type Props = ItemProps & {
  /** It is a question for the person, but this view has no way to answer it. */
  readonly cannot?: boolean;
};

/** An answer to read: read-only items, and those that cannot be filled in here, which is said. */
export function OnlyShown({ cannot, ...props }: Props) {
  const values = props.slot.entries.flatMap((each) => each.value ?? []);
  return (
    <Asked
      {...props}
      as="output"
      control={({ id }) => (
        <>
          <p id={id} class="shown">
            {values.length === 0
              ? t('form.unanswered')
              : values.map((value) => shown(props, value)).join(', ')}
          </p>
          {cannot && <p class="cannot">{t('form.notEditable')}</p>}
        </>
      )}
    />
  );
}
