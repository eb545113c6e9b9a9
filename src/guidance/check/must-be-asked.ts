import { itemsOpen, lists } from './answered-by.ts';
import { askedAbout, type Topic, topics } from './asked-about.ts';
import type { Compiled } from './compile.ts';
import { never } from './diagram.ts';
import type { Finding } from './finding.ts';

type Required = { readonly any: readonly Topic[]; readonly of: 'everyone' | 'adults' };

/**
 * What somebody exposed must be asked: else what must follow from a yes holds only because nobody asks. A child
 * is not asked to count the dangers; the report comes first.
 */
const required: readonly Required[] = [
  { any: ['body.neck', 'danger.neck'], of: 'everyone' },
  { any: ['danger.weapon'], of: 'adults' },
  { any: ['danger.kill', 'danger.fear'], of: 'adults' },
  { any: ['danger.pregnant'], of: 'adults' },
];

/** A routine for those who use violence offers that help, and asks about danger to others. */
const asksOfOwnUse = ({ pack }: Compiled): boolean =>
  pack.steps.some((step) => step.form === 'referral' && lists('uses-violence')(step));

function onlyChildren({ pack, audience }: Compiled): boolean {
  const { personAsked, ageTo = 130 } = pack.audiences.find(({ id }) => id === audience) ?? {};
  return personAsked === 'patient' && ageTo < 18;
}

/** Asked, and open for an answer in some step that is due in some state. */
const canBeAnswered = (compiled: Compiled, topic: Topic): boolean =>
  askedAbout(compiled, [topic]).some((linkId) => itemsOpen(compiled, [linkId]) !== never);

/** Property 4, what is asked: the dangers that somebody exposed must be asked about; other topics are only told of. */
export function mustBeAsked(compiled: Compiled): readonly Finding[] {
  const demanded = asksOfOwnUse(compiled)
    ? []
    : required.filter(({ of }) => of === 'everyone' || !onlyChildren(compiled));
  const lacking = demanded.filter(({ any }) => !any.some((each) => canBeAnswered(compiled, each)));
  const faults = lacking.map(
    ({ any }): Finding => ({
      code: 'danger-not-asked',
      weight: 'fault',
      property: 4,
      path: any.join(' or '),
    }),
  );
  const silent = topics.filter((topic) => askedAbout(compiled, [topic]).length === 0);
  return [
    ...faults,
    ...silent.map((path): Finding => ({ code: 'topic-not-asked', weight: 'notice', path })),
  ];
}
