/** The digit pressed, wherever it sits: Arabic and Persian layouts give other characters from the same key. */
function digitOf({ code, key }: KeyboardEvent): number | undefined {
  const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(code) ?? /^([1-9])$/.exec(key) ?? [];
  return digit === undefined ? undefined : Number(digit);
}

/** After what the last change has asked to be drawn: Preact draws in a microtask of its own. */
const drawn = (then: () => void): void => void Promise.resolve().then(then);

/** A card that was closed opens when the way leads into it. */
function reveal(element: HTMLElement | undefined): void {
  const card = element?.closest('.step')?.querySelector<HTMLElement>('.fold[aria-expanded=false]');
  card?.click();
  drawn(() => element?.focus());
}

function next(fieldset: HTMLElement): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('fieldset.question, .foot .big')];
  const following = all[all.indexOf(fieldset) + 1];
  const radios = following?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? [];
  return [...radios].find((radio) => radio.checked) ?? radios[0] ?? following;
}

/**
 * Digits answer the question that has focus, and only that one (WCAG 2.1.4), and lead on to the next; the screen
 * says so first (3.2.2). Arrow keys, Tab and Space stay as the browser has them.
 */
export function answerByDigit<Option>(
  event: KeyboardEvent,
  options: readonly Option[],
  choose: (option: Option) => void,
): void {
  const digit = digitOf(event);
  const fieldset = event.currentTarget;
  const withOthers = event.ctrlKey || event.altKey || event.metaKey || event.repeat;
  if (digit === undefined || withOthers || !(fieldset instanceof HTMLElement)) return;
  const option = options[digit - 1];
  if (option === undefined) return;
  event.preventDefault();
  choose(option);
  // The answer may bring a new question right after this one: look for it when it has been drawn.
  drawn(() => reveal(next(fieldset)));
}
