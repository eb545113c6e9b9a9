import { faults } from '../faults.ts';
import type { Strike } from '../step.ts';
import { type BrowserStep, browserSteps } from './steps.ts';

export type BrowserCell = {
  readonly step: BrowserStep;
  readonly fault: string;
  readonly strike: Strike;
};

/** Faults that do the same to whoever waits for an answer. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  'nothing came through': ['F1', 'F2', 'F3', 'F17'],
  'done, and nobody heard': ['F4', 'F5', 'F7', 'F18'],
  'something else answers': ['F8', 'F25'],
  refused: ['F9', 'F11', 'F12', 'F10'],
  'asked to come again': ['F13', 'F14', 'F16'],
  'slow or twice': ['F6', 'F19'],
  'the window': ['F20', 'F22'],
  'the clock and the rights': ['F24', 'F28', 'F21'],
};

/** These need an open visit with something to send. */
const onlyLater = new Set(['F21', 'F24', 'F28']);

function faultOf(number: string): readonly [string, Strike] {
  const found = faults.find(([name]) => name.startsWith(`${number} `));
  if (found === undefined) throw new Error(`there is no ${number}`);
  return found;
}

/**
 * Each step with each kind of fault: all pairs of the two. Which fault of its kind it is goes round, so that each
 * comes up somewhere.
 */
export const browserCells: readonly BrowserCell[] = browserSteps.flatMap((step, place) =>
  Object.values(kinds).flatMap((members): readonly BrowserCell[] => {
    const number = members[place % members.length] ?? 'F1';
    if (onlyLater.has(number) && place < 4) return [];
    const [fault, strike] = faultOf(number);
    return [{ step, fault, strike }];
  }),
);

/** One of each step, each with another kind of fault. */
export const someBrowserCells: readonly BrowserCell[] = browserSteps.flatMap((step, place) => {
  const own = browserCells.filter((each) => each.step === step);
  return own.filter((_, index) => index === place % own.length);
});
