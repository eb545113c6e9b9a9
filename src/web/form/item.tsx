import type { VNode } from 'preact';
import type { FormItem } from '../../questionnaire/index.ts';
import { Choice } from './choice.tsx';
import { Group } from './group.tsx';
import { isAttached } from './hints.tsx';
import { Lines } from './lines.tsx';
import { OnlyShown } from './only-shown.tsx';
import { Quantity } from './quantity.tsx';
import { shown } from './shown.ts';
import {
  type Address,
  beneath,
  type Entry,
  type ItemProps,
  type Sight,
  standing,
} from './sight.ts';
import { Slider } from './slider.tsx';
import { Words } from './words-of-item.tsx';
import { YesNo } from './yes-no.tsx';

/** How the view draws each item: every type has its way, and none is left undrawn. */
function drawn(props: ItemProps): VNode {
  const { item } = props;
  if (item.readOnly && item.type !== 'group' && item.type !== 'display') {
    return <OnlyShown {...props} />;
  }
  switch (item.type) {
    case 'group':
      return <Group {...props} draw={Items} />;
    case 'display':
      return <Display {...props} />;
    case 'boolean':
      return <YesNo {...props} />;
    case 'choice':
    case 'open-choice':
      return <Choice {...props} />;
    case 'quantity':
      return item.repeats ? <OnlyShown {...props} cannot /> : <Quantity {...props} />;
    case 'reference':
    case 'attachment':
      return <OnlyShown {...props} cannot />;
    case 'integer':
    case 'decimal':
      return item.control === 'slider' && !item.repeats ? (
        <Slider {...props} />
      ) : (
        <Lines {...props} type={item.type} />
      );
    case 'string':
    case 'text':
    case 'url':
    case 'date':
    case 'dateTime':
    case 'time':
      return <Lines {...props} type={item.type} />;
  }
}

function Display(props: ItemProps) {
  return (
    <div class={props.item.displayCategory === 'instructions' ? 'words instructions' : 'words'}>
      <Words sight={props.sight} item={props.item} at={props.at} as="block" />
    </div>
  );
}

/** What stands beneath a question: beneath each of its answers, or before any only the texts. */
function Beneath(props: ItemProps) {
  const { sight, item, slot } = props;
  const places = slot.entries.map((entry, index) => ({ entry, at: beneath(props, index) }));
  return (
    <>
      {places.map(({ entry, at }, index) => {
        const answered = entry.value !== undefined;
        const items = item.items.map((each) => (answered || each.type === 'display' ? each : null));
        const { value } = entry;
        return (
          <div key={index} class="beneath">
            {item.repeats && value && <p class="label">{shown(props, value)}</p>}
            <Items sight={sight} items={items} entry={entry} at={at} />
          </div>
        );
      })}
    </>
  );
}

type ItemsProps = {
  readonly sight: Sight;
  /** null keeps the place of an item that is not to be shown. */
  readonly items: readonly (FormItem | null)[];
  readonly entry: Entry;
  readonly at: Address;
};

/** Items beside one another, those that are disabled or hidden left out. */
export function Items({ sight, items, entry, at }: ItemsProps) {
  const there = items.flatMap((item, position) => {
    const slot = entry.items[position];
    return item && slot?.enabled && !item.hidden && !isAttached(item) ? [{ item, slot }] : [];
  });
  return (
    <>
      {there.map(({ item, slot }) => (
        <Item key={item.linkId} sight={sight} item={item} slot={slot} at={at} />
      ))}
    </>
  );
}

/** One item with everything beneath it. */
export function Item(props: ItemProps) {
  const { item } = props;
  const nested = item.type !== 'group' && standingBeneath(props);
  if (!nested) return drawn(props);
  return (
    <>
      {drawn(props)}
      <Beneath {...props} />
    </>
  );
}

function standingBeneath({ item, slot }: ItemProps): boolean {
  return slot.entries.some((entry) =>
    standing(item.items, entry).some((each) => !isAttached(each.item)),
  );
}
