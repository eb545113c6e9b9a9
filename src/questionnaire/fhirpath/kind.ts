import { isMoment, type Moment } from './moment.ts';
import { isNumber, isText } from './operate.ts';

type Test = (value: unknown) => boolean;

const isMomentOf =
  (type: Moment['type']): Test =>
  (value) =>
    isMoment(value) ? value.type === type : isText(value) && /^\d{4}/.test(value);

/** The types that `ofType` is asked for and plain JSON shows; by their names in lower case. */
export const kinds: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['boolean', (value) => typeof value === 'boolean'],
  ['integer', Number.isInteger],
  ['decimal', isNumber],
  ['string', isText],
  ['date', isMomentOf('Date')],
  ['datetime', isMomentOf('DateTime')],
]);
