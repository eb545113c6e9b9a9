import { ContentError } from './fault.ts';
import type { Later } from './later-shape.ts';
import { later } from './state.ts';

let pending: Promise<Later> | undefined;

/** The screens behind the gate: fetched once, while the gate is read. */
export function fetchLater(): Promise<Later> {
  pending ??= import('./later.tsx').then(
    (found) => {
      later.value = found.behindTheGate;
      return found.behindTheGate;
    },
    (cause: unknown) => {
      throw new ContentError('content-missing', 'later', cause);
    },
  );
  return pending;
}
