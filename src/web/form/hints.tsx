import type { FormItem } from '../../questionnaire/index.ts';
import { t } from '../text.ts';
import { type ItemProps, standing } from './sight.ts';
import { plainWords, spoken, Words } from './words-of-item.tsx';

/** Texts beneath an item that belong to its label or its control and are drawn there. */
const attached = /^(help|flyover|legal|unit|lower|upper|prompt)$/;

export function isAttached({ type, control }: FormItem): boolean {
  return type === 'display' && control !== undefined && attached.test(control);
}

/** The texts attached to an item, by what they are for. */
export function attachedTo({ item, slot }: ItemProps, control: string): readonly FormItem[] {
  const [entry] = slot.entries;
  const there =
    entry === undefined ? undefined : standing(item.items, entry).map((each) => each.item);
  return (there ?? item.items).filter((each) => isAttached(each) && each.control === control);
}

/** Legal words and help stand folded until asked for; format, short help and unit are read with the question. */
export function Hints(props: ItemProps & { readonly id: string }) {
  const { sight, item, at, id } = props;
  const short = ['flyover', 'prompt'].flatMap((each) => attachedTo(props, each));
  const long = ['help', 'legal'].flatMap((each) => attachedTo(props, each));
  const format = item.entryFormat && plainWords(sight, item.entryFormat);
  return (
    <>
      <div id={id} class="hint">
        {short.map((each) => (
          <Words key={each.linkId} sight={sight} item={each} at={at} as="block" />
        ))}
        {format && <span {...spoken(sight, format)}>{format.text}</span>}
      </div>
      {long.map((each) => (
        <details key={each.linkId} class="hint">
          <summary>{t(each.control === 'legal' ? 'form.legal' : 'form.help')}</summary>
          <Words sight={sight} item={each} at={at} as="block" />
        </details>
      ))}
      {item.supportLinks?.map((address) => (
        <p key={address} class="hint">
          {t('form.moreAt')} <bdi>{address}</bdi>
        </p>
      ))}
    </>
  );
}
