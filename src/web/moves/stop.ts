import type { Delivery } from '../../outbox/index.ts';
import type { Fault } from '../fault.ts';
import { fault, forget, leftBehind, sending, visit } from '../state.ts';
import { openVisit } from '../visit/visit.ts';

function behind(delivery: Delivery | undefined): typeof leftBehind.value {
  switch (delivery?.state) {
    case undefined:
      return 'nothing';
    case 'saved':
      return 'saved';
    case 'not-saved':
      return delivery.certain ? 'nothing' : 'unsure';
    case 'sending':
    case 'waiting':
    case 'conflict':
      return 'unsure';
  }
}

/** The page can do no more: why, and what is true of the record. */
export function stop(why: Fault): void {
  if (fault.value === undefined) leftBehind.value = behind(sending.value);
  fault.value = why;
}

/** It is not the patient, visit or person any more that the form was opened for: everything is wiped, for good. */
export function freeze(): void {
  stop('another-patient');
  forget();
  const { covered, moves, route } = visit.value;
  visit.value = { ...openVisit(route), covered, moves: moves + 1 };
}
