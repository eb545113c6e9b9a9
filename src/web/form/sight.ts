import type { AnswerEvent, Answers, Form, FormItem, Problem } from '../../questionnaire/index.ts';

/** Which instance of each repeating item above, from the top. */
export type Address = readonly number[];

/** What every part of the view looks at, and the one way it changes anything. */
export type Sight = {
  readonly form: Form;
  readonly answers: Answers;
  readonly language: string;
  /** What is told at the items; whoever shows the form decides when. */
  readonly problems: readonly Problem[];
  readonly give: (event: AnswerEvent) => void;
};

export type Entry = Answers['root'];
export type Slot = Entry['items'][number];

/** One item in one place. */
export type ItemProps = {
  readonly sight: Sight;
  readonly item: FormItem;
  readonly slot: Slot;
  readonly at: Address;
  /** Its text is said elsewhere (a column's head, the page): kept for those who listen only. */
  readonly quietly?: boolean | undefined;
};

/** The address of what stands beneath one entry of an item. */
export function beneath({ item, at }: Pick<ItemProps, 'item' | 'at'>, index: number): Address {
  return item.repeats ? [...at, index] : at;
}

type Standing = { readonly item: FormItem; readonly slot: Slot };

/** The items of an entry that are there for the person, in order. */
export function standing(items: readonly FormItem[], entry: Entry): readonly Standing[] {
  return items.flatMap((item, position) => {
    const slot = entry.items[position];
    return slot?.enabled && !item.hidden ? [{ item, slot }] : [];
  });
}

/** Where an item stands when nothing above it repeats, or in the first instances. */
export function slotOf(answers: Answers, item: FormItem): Slot | undefined {
  let entry: Entry | undefined = answers.root;
  for (const position of item.path.slice(0, -1)) entry = entry?.items[position]?.entries[0];
  return entry?.items[item.path.at(-1) ?? -1];
}
