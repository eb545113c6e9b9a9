import payloads from './payloads.json' with { type: 'json' };

/** A place for words (`pack.steps[].title`) and what was put there; the number stands in both call and mark. */
export type Dose = { readonly slot: string; readonly payload: number };

/**
 * Puts payloads into texts. Each payload calls `hit(number)` if it is ever run, and is followed by the mark `x-NUMBER-x`,
 * by which one sees on the screen that it got there as words.
 */
export type Poison = {
  /** The text with payloads after it; in every place of a slot other ones, and others in the next round. */
  readonly into: (slot: string, text: string) => string;
  /** One payload alone, for where an address may stand. */
  readonly address: (slot: string) => string;
  readonly dose: (number: number) => Dose;
};

/** Between two payloads: ends whatever the one before has left open. */
const breaker = ' --></script></style></title></textarea></select>"\'`> ';

const codes = (text: string): readonly number[] => [...text].map((each) => each.charCodeAt(0));
const base64 = (text: string): string => Buffer.from(text).toString('base64');

function spoken(payload: string, number: number): string {
  const js = `hit(${number})`;
  const html = `<script>parent.${js}</script>`;
  const forms: Readonly<Record<string, string>> = {
    js,
    number: String(number),
    entities: codes(js)
      .map((code) => `&#${code};`)
      .join(''),
    charcodes: codes(js).join(),
    unicode: js.replace('h', '\\u0068'),
    hex: codes(js)
      .map((code) => `\\x${code.toString(16)}`)
      .join(''),
    url: encodeURIComponent(js),
    base64: base64(js),
    base64html: base64(html),
  };
  return payload.replace(/\{(\w+)\}/g, (all, form: string) => forms[form] ?? all);
}

export const payloadCount = payloads.length;

/** Every payload as it would be alone; its number is its place in the list. */
export const everyPayload: readonly string[] = payloads.map(spoken);

/** FHIR knows no control characters in its strings, and a server refuses them: only the rest can get into a chart. */
const inFhir = /^(fhir|questionnaire|pack)\./;
const controls = /[^\P{Cc}\t\n\r]/gu;
const allowedIn = (slot: string, text: string): string =>
  inFhir.test(slot) ? text.replace(controls, '') : text;

/** @param atOnce how many payloads follow each text: more cover the corpus in fewer rounds */
export function poison(round: number, atOnce: number): Poison {
  const slots: string[] = [];
  const used = new Map<string, number>();
  const next = (slot: string): number => {
    if (!slots.includes(slot)) slots.push(slot);
    const index = slots.indexOf(slot);
    const before = used.get(slot) ?? 0;
    used.set(slot, before + 1);
    const payload = (round * atOnce + before + index * 7) % payloads.length;
    return index * 1000 + payload;
  };
  const one = (slot: string): string => {
    const number = next(slot);
    return allowedIn(slot, spoken(payloads[number % 1000] ?? '', number));
  };
  return {
    into: (slot, text) => {
      const doses = Array.from({ length: atOnce }, () => {
        const number = next(slot);
        const payload = spoken(payloads[number % 1000] ?? '', number);
        return `${allowedIn(slot, payload)}//x-${number}-x`;
      });
      return `${text} ${doses.join(breaker)}`;
    },
    address: one,
    dose: (number) => ({ slot: slots[Math.floor(number / 1000)] ?? '', payload: number % 1000 }),
  };
}
