import type { Occasion } from './occasion.ts';
import type { ReaderId, Site } from './site.ts';
import { readerId } from './site.ts';

/** One row of "who will see it". `blocks`: what must not be written while the row stands like this. */
export type ReaderView = {
  readonly id: ReaderId;
  readonly state: 'sees' | 'does-not-see' | 'unknown';
  readonly testedOn?: string;
  readonly testedBy?: string;
  readonly blocks?: 'record' | 'referral';
};

export type Permission = {
  readonly record: boolean;
  readonly referral: boolean;
  readonly because: readonly ('no-site' | 'no-landing' | 'guardian-asked' | ReaderId)[];
};

/**
 * `kept-out`: nothing is written until a dated test shows that they see nothing.
 * `known`: they may see it, but nobody may be unknown. `kept-out-of-referral`: as kept-out, for the referral alone.
 */
const demand: Readonly<Record<ReaderId, 'kept-out' | 'known' | 'kept-out-of-referral'>> = {
  staff: 'known',
  'other-units': 'known',
  'other-providers': 'known',
  'patient-portal': 'kept-out',
  proxies: 'kept-out',
  'child-record': 'kept-out',
  'referral-portal': 'kept-out-of-referral',
  'access-log': 'known',
  messages: 'kept-out',
  print: 'known',
};

function blocked(id: ReaderId, state: ReaderView['state']): ReaderView['blocks'] {
  switch (demand[id]) {
    case 'kept-out':
      return state === 'does-not-see' ? undefined : 'record';
    case 'known':
      return state === 'unknown' ? 'record' : undefined;
    case 'kept-out-of-referral':
      return state === 'does-not-see' ? undefined : 'referral';
  }
}

/** Every reader, always all of them and in the same order. One that the site does not speak of is unknown. */
export function readersOf(site: Site | undefined): readonly ReaderView[] {
  return readerId.options.map((id) => {
    const reader = site?.readers[id] ?? { state: 'unknown' as const };
    const blocks = blocked(id, reader.state);
    return { id, ...reader, ...(blocks && { blocks }) };
  });
}

/** Whether the record and the referral may be written at all, and everything that stands against it. */
export function permission(
  site: Site | undefined,
  occasion?: Pick<Occasion, 'personAsked'>,
): Permission {
  const readers = readersOf(site).filter(({ blocks }) => blocks !== undefined);
  const because: readonly Permission['because'][number][] = [
    ...(site === undefined ? (['no-site'] as const) : []),
    ...(site !== undefined && site.landing === undefined ? (['no-landing'] as const) : []),
    ...(occasion?.personAsked === 'guardian' ? (['guardian-asked'] as const) : []),
    ...readers.map(({ id }) => id),
  ];
  const referral = because.length === 0;
  const record = because.every((reason) => reason === 'referral-portal');
  return { record, referral, because };
}
