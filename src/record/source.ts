import type { Meta } from '../fhir/index.ts';
import type { Circumstances, Outcome } from '../guidance/index.ts';
import type { Answers, Form } from '../questionnaire/index.ts';
import type { Pack } from '../routine/index.ts';
import type { Occasion } from './occasion.ts';
import type { Site } from './site.ts';

/** Everything a record is made of. The same source gives the same bytes. */
export type RecordSource = {
  readonly pack: Pack;
  readonly form: Form;
  readonly answers: Answers;
  readonly outcome: Outcome;
  readonly occasion: Occasion;
  readonly site: Site;
  /** For the lines of note and referral that speak of route, age or chart. */
  readonly circumstances?: Pick<Circumstances, 'route' | 'age' | 'facts'>;
  /** False when the server or the granted scopes cannot take a referral; the rest is still written. */
  readonly referral?: boolean;
};

/** A source that may be written, with the labels decided. */
export type Writable = Omit<RecordSource, 'site'> & { readonly site: Site; readonly meta: Meta };
