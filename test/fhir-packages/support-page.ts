import { type Evaluate, supportDocument, supportOf } from '../../src/questionnaire/index.ts';
import type { Published } from './questionnaires.ts';

/** docs/questionnaire-support.md as it should stand. */
export function supportPage(published: Published, evaluate: Evaluate): string {
  return supportDocument(
    published.map(({ title, specimens }) => ({
      title,
      support: supportOf(specimens, { evaluate }),
    })),
  );
}
