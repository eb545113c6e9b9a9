import {
  type Change,
  type Condition,
  changesBetween,
  hoursInWords,
  type OpeningHours,
  type Pack,
} from '../../routine/index.ts';
import { conditionWords, type QuestionText } from './condition-words.ts';
import { type DiffLanguage, diffWords, filled } from './words.ts';

export type Between = {
  readonly before: Pack;
  readonly after: Pack;
  readonly language: DiffLanguage;
  readonly question: QuestionText;
};

type Kind = 'added' | 'removed' | 'changed';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Longer than anybody reads on a line. */
const most = 240;

const isTag = (part: string): boolean => /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(part);

function textIn(value: unknown, language: string): string | undefined {
  if (!isObject(value)) return undefined;
  const text = value[language] ?? Object.values(value)[0];
  return typeof text === 'string' ? text : undefined;
}

/** A value as it is said: a word for a code, the text of words, else as it stands in the file. */
function valueWords(value: unknown, between: Between): string {
  const { language } = between;
  const known: Readonly<Record<string, string>> = diffWords[language].values;
  if (typeof value === 'string' || typeof value === 'boolean') {
    return known[String(value)] ?? String(value);
  }
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return value.map((each) => valueWords(each, between)).join(', ');
  }
  return textIn(value, language) ?? JSON.stringify(value);
}

function hoursOf(value: unknown, { language }: Between): string {
  const { always, days } = diffWords[language];
  return hoursInWords(value as OpeningHours, always, (weekday) => days[weekday - 1] ?? '');
}

/** The thing of that name in a list of the pack. */
function thingIn(pack: Pack, list: string, name: string): Readonly<Record<string, unknown>> {
  const all: unknown = Reflect.get(pack, list);
  const found = Array.isArray(all)
    ? all.find((each) => isObject(each) && [each['id'], each['code'], each['item']].includes(name))
    : undefined;
  return isObject(found) ? found : {};
}

/** What a thing is called by those who use it. */
function nameOf({ parts: [list = '', name = ''] }: Change, between: Between): string {
  for (const pack of [between.after, between.before]) {
    const thing = thingIn(pack, list, name);
    const said = ['title', 'name', 'why', 'text']
      .map((key) => textIn(thing[key], between.language))
      .find((text) => text !== undefined);
    if (said !== undefined) return said;
  }
  return name;
}

/** `audiences.adult.ageFrom` as `audiences.*.ageFrom`: names of things stand at every second place. */
function patternOf({ parts }: Change): string {
  const named = ['audiences', 'results', 'steps', 'services', 'sources', 'rules', 'alerts'];
  const inGate = ['conditions', 'reasons'];
  return parts
    .map((part, at) => {
      const above = parts[at - 1] ?? '';
      return named.includes(above) || (parts[0] === 'gate' && inGate.includes(above)) ? '*' : part;
    })
    .join('.');
}

function intervalOf(due: unknown): string | undefined {
  const rules: readonly unknown[] = Array.isArray(due) ? due : [];
  const months = rules.flatMap((rule) => (isObject(rule) ? [rule['intervalMonths']] : []));
  const found = months.find((each) => typeof each === 'number');
  return found === undefined ? undefined : String(found);
}

function whenOf(value: unknown, between: Between): string {
  const { language, question } = between;
  return conditionWords(value as Condition, { words: diffWords[language], question });
}

function valuesFor(change: Change, between: Between): Readonly<Record<string, string>> {
  const { parts, before, after, path } = change;
  const last = parts.at(-1);
  const said = (value: unknown): string => {
    if (last === 'when') return whenOf(value, between);
    return last === 'hours' ? hoursOf(value, between) : valueWords(value, between);
  };
  const thing = after ?? before;
  const inThing = isObject(thing) ? thing : {};
  return {
    path,
    name: nameOf(change, between),
    ...(before !== undefined && { before: said(before) }),
    ...(after !== undefined && { after: said(after) }),
    text: textIn(inThing['text'], between.language) ?? '',
    ...(inThing['when'] !== undefined && { when: whenOf(inThing['when'], between) }),
  };
}

function listWords({ path, before, after }: Change, between: Between): readonly string[] {
  const words = diffWords[between.language];
  const texts = (value: unknown): readonly string[] =>
    (Array.isArray(value) ? value : []).flatMap((each) => textIn(each, between.language) ?? []);
  const [old, now] = [texts(before), texts(after)];
  return [
    ...now.filter((text) => !old.includes(text)).map((text) => ({ say: words.listAdded, text })),
    ...old.filter((text) => !now.includes(text)).map((text) => ({ say: words.listRemoved, text })),
  ].map(({ say, text }) => filled(say, { text, path }));
}

const isTextList = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((each) => isObject(each) && !('when' in each) && Object.keys(each).every(isTag));

function templateFor(change: Change, kind: Kind, between: Between): string {
  const words = diffWords[between.language];
  const places: Readonly<Record<string, Readonly<Record<string, string>>>> = words.places;
  const own = places[patternOf(change)];
  const intervals = [intervalOf(change.before), intervalOf(change.after)];
  if (own?.['interval'] !== undefined && intervals[0] !== intervals[1]) return own['interval'];
  if (own?.[kind] !== undefined) return own[kind];
  const languages = between.after.languages.map(({ code }) => code);
  const isText = languages.includes(change.parts.at(-1) ?? '') && kind === 'changed';
  return isText ? words.text : words[kind];
}

/** Each part of a layer that differs, in the order of the chain. */
function layerWords({ parts, before, after }: Change, between: Between): readonly string[] {
  const [old, now]: readonly (readonly unknown[])[] = [before, after].map((each) =>
    Array.isArray(each) ? each : [],
  );
  const [, layer = ''] = parts;
  const longest = Math.max(old?.length ?? 0, now?.length ?? 0);
  return Array.from({ length: longest }).flatMap((_, at) =>
    changesBetween((old?.[at] ?? {}) as Pack, (now?.[at] ?? {}) as Pack).flatMap((change) =>
      changeWords(change, between).map((text) =>
        filled(diffWords[between.language].inLayer, { layer, text }),
      ),
    ),
  );
}

/** One difference as a sentence, or several where a list of texts or a layer changed. */
export function changeWords(change: Change, between: Between): readonly string[] {
  const { before, after, parts, path } = change;
  if (parts[0] === 'layers' && parts.length > 1) return layerWords(change, between);
  if (isTextList(before) || isTextList(after)) return listWords(change, between);
  const kind: Kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  const template = templateFor(change, kind, between);
  const values = valuesFor(change, between);
  const [old, now] = [intervalOf(before), intervalOf(after)];
  const said = filled(template, {
    ...values,
    ...(old !== undefined && now !== undefined && { before: old, after: now }),
  }).replace(/\.\.$/, '.');
  const code = said.length > most && /[{[]"/.test(said);
  return [code ? filled(diffWords[between.language].much, { path }) : said];
}
