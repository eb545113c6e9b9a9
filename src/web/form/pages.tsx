import { useState } from 'preact/hooks';
import type { FormItem, Problem } from '../../questionnaire/index.ts';
import { t } from '../text.ts';
import { Items } from './item.tsx';
import { type Sight, standing } from './sight.ts';

const isPage = ({ type, control }: FormItem): boolean => type === 'group' && control === 'page';

/** Items that are pages of their own; where the form must be taken in order, every item at the top is one. */
export function pagesOf({ form, answers }: Sight): readonly FormItem[] {
  const there = standing(form.items, answers.root).map((each) => each.item);
  const ordered = form.entryMode === 'sequential' || form.entryMode === 'prior-edit';
  const pages = there.filter(isPage);
  return pages.length > 0 || !ordered ? pages : there.filter((each) => each.type !== 'display');
}

/** Problems that keep an ordered form from going on past this page. */
function inTheWay(page: FormItem, sight: Sight, problems: readonly Problem[]): boolean {
  if (sight.form.entryMode !== 'sequential' && sight.form.entryMode !== 'prior-edit') return false;
  return problems.some(({ linkId, severity }) => {
    const index = linkId === undefined ? undefined : sight.form.byLinkId.get(linkId)?.index;
    return severity === 'error' && index !== undefined && page.index <= index && index <= page.last;
  });
}

type Props = {
  readonly sight: Sight;
  /** Everything that is wrong, told or not: what an ordered form goes by. */
  readonly problems: readonly Problem[];
  readonly onStopped: () => void;
};

/** One page at a time, with what belongs to no page around it. A sequential form has no way back. */
export function Pages({ sight, problems, onStopped }: Props) {
  const [linkId, turn] = useState<string>();
  const { form, answers } = sight;
  const pages = pagesOf(sight);
  const at = Math.max(
    0,
    pages.findIndex((each) => each.linkId === linkId),
  );
  const page = pages[at];
  if (page === undefined) return null;
  const items = form.items.map((each) => (each === page || !pages.includes(each) ? each : null));
  const to = (next: FormItem | undefined): void => {
    if (next !== undefined) turn(next.linkId);
  };
  return (
    <>
      <p class="hint" role="status">
        {t('form.page', { page: at + 1, of: pages.length })}
      </p>
      <Items sight={sight} items={items} entry={answers.root} at={[]} />
      <div class="row">
        {at > 0 && form.entryMode !== 'sequential' && (
          <button type="button" onClick={() => to(pages[at - 1])}>
            {t('back')}
          </button>
        )}
        {at < pages.length - 1 && (
          <button
            type="button"
            onClick={() => (inTheWay(page, sight, problems) ? onStopped() : to(pages[at + 1]))}
          >
            {t('goOn')}
          </button>
        )}
      </div>
    </>
  );
}
