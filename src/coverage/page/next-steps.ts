import type { Report } from '../report.ts';
import { funnel } from '../statistics/index.ts';
import { type Shown, shownAt, visitCell } from './cells.ts';
import { funnelDots, sideOf } from './funnel-dots.ts';
import { reasonRows } from './reasons.ts';
import type { Say } from './say.ts';

/** Something to do, whose it is, and the picture that says more. */
export type NextStep = { readonly what: string; readonly who: string; readonly href: string };

const isSome = (shown: Shown | undefined): shown is Shown => shown !== undefined && shown !== 0;

/** What the figures ask for, the most urgent first: people who left without a plan before anything that is counted. */
export function nextSteps(report: Report, say: Say): readonly NextStep[] {
  return [
    ...withoutHandOver(report, say),
    ...withoutReason(report, say),
    ...commonestReason(report, say),
    ...belowChance(report, say),
    ...oldContacts(report, say),
    ...unread(report, say),
  ];
}

const numberOf = (shown: Shown, say: Say): string =>
  shown === 'masked' ? say.text('masked') : say.number(shown);

function withoutHandOver({ release }: Report, say: Say): readonly NextStep[] {
  const shown = shownAt(release, 'indication/not-handed-over');
  if (!isSome(shown)) return [];
  const what = say.text('next.indication', { n: numberOf(shown, say) });
  return [{ what, who: say.text('who.manager'), href: '#indication' }];
}

function withoutReason({ release }: Report, say: Say): readonly NextStep[] {
  const shown = shownAt(release, visitCell('not-documented', 'all', 'all'));
  if (!isSome(shown)) return [];
  const what = say.text('next.undocumented', { n: numberOf(shown, say) });
  return [{ what, who: say.text('who.manager'), href: '#funnel' }];
}

/** The largest of the reasons that somebody can do something about. */
function commonestReason(report: Report, say: Say): readonly NextStep[] {
  const row = reasonRows(report).find(
    ({ reason, shown }) => shown !== 'masked' && reason !== 'already-asked',
  );
  if (row === undefined) return [];
  const { reason, shown } = row;
  const values = {
    reason: say.coded('reason', reason),
    n: numberOf(shown, say),
    action: say.coded('action', reason),
  };
  const what = say.text('next.reason', values);
  return [{ what, who: say.coded('owner', reason), href: '#reasons' }];
}

const mostNames = 3;

function belowChance(report: Report, say: Say): readonly NextStep[] {
  const dots = funnelDots(report, say);
  const limits = funnel(dots);
  const below = dots.filter((dot) => sideOf(dot, limits) === 'below').map(({ name }) => name);
  if (below.length === 0) return [];
  const names = below.slice(0, mostNames).join(', ');
  const more = below.length > mostNames ? ' …' : '';
  const what = say.text('next.below', { n: say.number(below.length), names: `${names}${more}` });
  return [{ what, who: say.text('who.quality'), href: '#funnel' }];
}

function oldContacts({ contacts }: Report, say: Say): readonly NextStep[] {
  if (contacts.length === 0) return [];
  const what = say.text('next.contacts', { n: say.number(contacts.length) });
  return [{ what, who: say.text('who.routine'), href: '#contacts' }];
}

function unread({ quality }: Report, say: Say): readonly NextStep[] {
  if (quality.rejected === 0) return [];
  const what = say.text('next.rejected', { n: say.number(quality.rejected) });
  return [{ what, who: say.text('who.export'), href: '#quality' }];
}
