import { visit } from '../state.ts';
import { go } from './go.ts';

/** Removes the content from the page at once, whatever is on it. */
export function cover(): void {
  if (!visit.value.covered) go({ type: 'cover' });
}

const shiftsWithinMs = 5_000;

/** A list that is open takes Esc for itself. Browsers that cannot tell: a focused one counts as open. */
function takesEscape(element: Element | null): boolean {
  if (element?.closest('dialog[open]')) return true;
  if (!(element instanceof HTMLSelectElement)) return false;
  return CSS.supports('selector(:open)') ? element.matches(':open') : true;
}

/** Esc, or Shift three times within five seconds. */
export function coverOnKeys(): void {
  let shifts: readonly number[] = [];
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && !takesEscape(document.activeElement)) {
        event.preventDefault();
        cover();
      }
      if (event.key !== 'Shift') shifts = [];
      else if (!event.repeat) {
        shifts = [...shifts, event.timeStamp].filter(
          (each) => event.timeStamp - each < shiftsWithinMs,
        );
        if (shifts.length >= 3) cover();
      }
    },
    { capture: true },
  );
}

/** Calls back when somebody comes back to the window, however they left it. */
export function whenBack(back: () => void): void {
  window.addEventListener('focus', back);
  window.addEventListener('pageshow', back);
  document.addEventListener('resume', back);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') back();
  });
}

const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/** Covers when nobody has touched anything for so long, and when the page is put out of sight. */
export function coverWhenLeft(afterSeconds: number): void {
  let timer = 0;
  const restart = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(cover, afterSeconds * 1_000);
  };
  for (const sign of signsOfLife) {
    window.addEventListener(sign, restart, { capture: true, passive: true });
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') cover();
  });
  restart();
}
