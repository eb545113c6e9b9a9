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
  return value ? { value, items: slots } : { items: slots };
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

const everyEntry: Choose = (slot) => [...slot.entries.keys()];

/**
 * The places where `item` stands; `enabledOnly`: where everything above is enabled and answered, so that it is there for
 * the person and the response. Text beneath a question shows before the question is answered.
 */
export function placesOf(
  form: Form,
  root: Entry,
  item: FormItem,
  enabledOnly: boolean,
  choose: Choose = everyEntry,
): readonly Place[] {
  const beneath = (siblings: readonly FormItem[], entry: Entry, place: Place): readonly Place[] => {
    const position = item.path[place.length] ?? -1;
    const above = siblings[position];
    const slot = entry.items[position];
    if (above === item) return [place];
    if (!above || !slot || (enabledOnly && !slot.enabled)) return [];
    const answered = enabledOnly && item.type !== 'display' && isQuestion(above);
    return choose(slot, place.length).flatMap((index) => {
      const next = slot.entries[index];
      if (!next || (answered && !next.value)) return [];
      return beneath(above.items, next, [...place, index]);
    });
  };
  return beneath(form.items, root, []);
}

/** The answers given at a slot. */
export function valuesIn(slot: Slot | undefined): readonly Value[] {
  return slot?.entries.flatMap((entry) => entry.value ?? []) ?? [];
}
