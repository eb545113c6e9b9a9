import { expect } from 'vitest';
import { call } from './chart.ts';
import type { Unit } from './unit.ts';

type Shown = {
  readonly uuid: string;
  readonly summary: string;
  readonly overrideReasons: readonly object[];
  readonly links: readonly { readonly appContext: string }[];
};

/** The cards of an answer that must be one. */
export async function cardsOf(response: Promise<Response>): Promise<readonly Shown[]> {
  const answer = await response;
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  return ((await answer.json()) as { readonly cards: readonly Shown[] }).cards;
}

/** What the app is told when the card's link is followed. */
export const contextOf = (card: Shown | undefined): unknown =>
  JSON.parse(card?.links[0]?.appContext ?? 'null');

/** A nurse opens a chart. */
export const view = (here: Unit, more: object = {}): Promise<Response> =>
  here.ask('patient-view', call(more));
