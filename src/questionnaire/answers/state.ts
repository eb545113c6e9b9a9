import type { Form, FormItem } from '../form/form.ts';
import { isQuestion } from '../form/form.ts';
import type { Value } from '../value/value.ts';
import type { Entry, Slot } from './entry.ts';

export type { Entry, Slot } from './entry.ts';

/** For each item above, from the top, which entry: indexes into `Slot.entries`. */
export type Place = readonly number[];

/** Everything answered so far. Opaque and never changed: `answer` gives a new one. */
export type Answers = { readonly root: Entry; readonly context: AnswerContext };

/** What expressions may look at beside the answers. Without `now`, today() is empty. */
export type AnswerContext = {
  /** FHIR dateTime. */
  readonly now?: string;
  /** By name: launch context (`patient` …) and the results of x-fhir-query variables. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Names that the chart has not answered to: what asks for one fails, since what is not known is not nothing. */
  readonly unavailable?: readonly string[] | undefined;
  /** Observations of the patient's chart, for items with a code and an observation link period. */
  readonly observations?: readonly unknown[];
};

const none: Slot[] = [];

export function blankEntry(items: readonly FormItem[], value?: Value): Entry {
  const slots = items.length === 0 ? none : items.map(blankSlot);
  return value === undefined ? { items: slots } : { value, items: slots };
}

/** Instances a group starts with; of a question that repeats, none. */
export function blankSlot(item: FormItem): Slot {
  const hasEntry = item.type === 'group' || (item.items.length > 0 && !item.repeats);
  return { enabled: true, entries: hasEntry ? [blankEntry(item.items)] : [] };
}

/** The slot at a full place, enabled or not. */
export function slotAt(root: Entry, item: FormItem, place: Place): Slot | undefined {
  let entry: Entry | undefined = root;
  for (let level = 0; level < place.length; level++) {
    entry = entry?.items[item.path[level] ?? -1]?.entries[place[level] ?? -1];
  }
  return entry?.items[item.path.at(-1) ?? -1];
}

/** Which of the entries at each level above to go through. */
export type Choose = (slot: Slot, level: number) => readonly number[];

export const everyEntry: Choose = (slot) => [...slot.entries.keys()];

type Step = { readonly entry: Entry; readonly place: Place };

export type PlaceOptions = {
  /** Only where everything above is enabled and answered: the item is there for the person and the response. */
  readonly enabledOnly: boolean;
  readonly choose: Choose;
};

/** From the entries one level up to those of `above` in them; `bare` lets an unanswered question through. */
function descend(
  { entry, place }: Step,
  above: FormItem,
  bare: boolean,
  { enabledOnly, choose }: PlaceOptions,
): readonly Step[] {
  const slot = entry.items[above.path[place.length] ?? -1];
  if (slot === undefined || (enabledOnly && !slot.enabled)) return [];
  return choose(slot, place.length).flatMap((index) => {
    const next = slot.entries[index];
    if (next === undefined) return [];
    if (enabledOnly && !bare && isQuestion(above) && next.value === undefined) return [];
    return [{ entry: next, place: [...place, index] }];
  });
}

/** The places where `item` stands. Text beneath a question shows before the question is answered. */
export function placesOf(
  form: Form,
  root: Entry,
  item: FormItem,
  options: PlaceOptions,
): readonly Place[] {
  let open: readonly Step[] = [{ entry: root, place: [] }];
  let siblings = form.items;
  const bare = item.type === 'display';
  for (const position of item.path.slice(0, -1)) {
    const above = siblings[position];
    if (above === undefined) return [];
    open = open.flatMap((step) => descend(step, above, bare, options));
    siblings = above.items;
  }
  return open.map((step) => step.place);
}

/** The answers given at a slot. */
export function valuesIn(slot: Slot | undefined): readonly Value[] {
  return slot?.entries.flatMap((entry) => entry.value ?? []) ?? [];
}
