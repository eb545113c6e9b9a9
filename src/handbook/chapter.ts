import type { Markup } from '../markup/index.ts';
import type { Form } from '../questionnaire/index.ts';
import type { Audience, Pack } from '../routine/index.ts';
import type { Say } from './say.ts';

/** The routine as one audience meets it. */
export type Chapter = {
  readonly audience: Audience;
  /** Flat: the audience's layers are laid over it. */
  readonly pack: Pack;
  readonly form: Form;
  /** Calendar day that sources and numbers are seen from. */
  readonly today: string;
  readonly say: Say;
};

/** One piece of a chapter. Two audiences share a piece when its id and `alike` are the same. */
export type Section = {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
  readonly alike: string;
};

export const section = (id: string, title: string, body: Markup): Section => ({
  id,
  title,
  body,
  alike: title + body.markup,
});
