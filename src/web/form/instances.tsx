import type { JSX } from 'preact';
import type { FormItem } from '../../questionnaire/index.ts';
import { t } from '../text.ts';
import type { Address, Entry, ItemProps, Sight } from './sight.ts';
import { nameOf } from './words-of-item.tsx';

/** Draws items beside one another; handed in, because items draw groups in their turn. */
export type DrawItems = (props: {
  readonly sight: Sight;
  readonly items: readonly FormItem[];
  readonly entry: Entry;
  readonly at: Address;
}) => JSX.Element;

export type GroupProps = ItemProps & { readonly draw: DrawItems };

const control = 'input, select, textarea, button';

/** Takes one instance away and leaves focus at the button that adds one. */
export function Remove(props: ItemProps & { readonly index: number }) {
  const { sight, item, slot, at, index } = props;
  if (slot.entries.length <= Math.max(1, item.minOccurs ?? 0)) return null;
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`${t('form.remove')}: ${nameOf(props)} (${index + 1})`}
      onClick={({ currentTarget }) => {
        const whole = currentTarget.closest<HTMLElement>('.repeating');
        whole?.querySelector<HTMLElement>(':scope > .add')?.focus();
        sight.give({ type: 'remove', linkId: item.linkId, index, at });
      }}
    >
      {t('form.remove')}
    </button>
  );
}

/** Adds an instance, and leads to its first control once it is drawn. */
export function Add(props: ItemProps) {
  const { sight, item, slot, at } = props;
  const full = item.maxOccurs !== undefined && slot.entries.length >= item.maxOccurs;
  if (full) return null;
  return (
    <button
      type="button"
      class="add"
      onClick={({ currentTarget }) => {
        const whole = currentTarget.parentElement;
        sight.give({ type: 'add', linkId: item.linkId, at });
        requestAnimationFrame(() => {
          const last = [...(whole?.querySelectorAll('.instance') ?? [])].at(-1);
          last?.querySelector<HTMLElement>(control)?.focus();
        });
      }}
    >
      {t('form.add')}: {nameOf(props)}
    </button>
  );
}
