import { el, type Markup } from '../markup/index.ts';
import {
  hoursInWords,
  type Listing,
  type Pack,
  type ServiceRole,
  servicesFor,
  slots,
} from '../routine/index.ts';
import { list } from './blocks.ts';
import type { Say } from './say.ts';

type Where = { readonly pack: Pack; readonly today: string };

/** Whether it is open now means nothing on paper: only the day counts, for the age of the evidence. */
const on = (date: string) => ({ date, weekday: 1, time: '00:00' });

/** Everything with a number for those roles, the local ones of every municipality too; each once. */
export function listed({ pack, today }: Where, roles: readonly ServiceRole[]): readonly Listing[] {
  const at = on(today);
  const local = pack.municipalities.flatMap(({ code }) =>
    servicesFor(pack, roles, { at, municipality: code }),
  );
  const all = [...servicesFor(pack, roles, { at }), ...local];
  return [...new Map(all.map((each) => [each.service.id, each])).values()];
}

/** The day of the evidence, with a warning where it is old or has none. */
export function evidence(say: Say, { service, stale }: Listing): string {
  const { verifiedOn } = service;
  if (verifiedOn === undefined) return say.text('contacts.undated');
  return stale ? say.text('contacts.stale', { date: verifiedOn }) : verifiedOn;
}

export function hours(say: Say, { service }: Listing): string {
  if (service.hours === undefined) return say.text('contacts.hoursUnknown');
  return hoursInWords(service.hours, say.text('contacts.always'), (day) => say.text(`day.${day}`));
}

function row(say: Say, listing: Listing): Markup {
  const { name, audience, phone, note } = listing.service;
  return el(
    'tr',
    {},
    el(
      'th',
      { scope: 'row' },
      say.told('span', name),
      note === undefined ? '' : say.told('p', note, { class: 'small' }),
    ),
    el('td', {}, say.told('span', audience)),
    el('td', { class: 'phone' }, phone),
    el('td', {}, hours(say, listing)),
    el('td', { class: listing.stale ? 'old' : undefined }, evidence(say, listing)),
  );
}

/** Names of what has no number yet; the local ones counted together. */
function lacking(pack: Pack, say: Say): readonly string[] {
  const empty = slots(pack);
  const general = empty.filter(({ localOf }) => localOf === undefined);
  return general.map(({ id, name }) => {
    const count = empty.filter(({ localOf }) => localOf === id).length;
    const text = say.plain(name);
    return count === 0 ? text : say.text('contacts.local', { name: text, count });
  });
}

export function contactTable({ pack, today }: Where, say: Say): Markup {
  const roles = [...new Set(pack.services.flatMap((each) => each.roles))];
  const head = (['name', 'for', 'phone', 'hours', 'evidence'] as const).map((key) =>
    el('th', { scope: 'col' }, say.text(`contacts.${key}`)),
  );
  const missing = lacking(pack, say);
  return el(
    'div',
    {},
    el('p', {}, say.text('contacts.how')),
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': say.text('contacts') },
      el(
        'table',
        {},
        el('thead', {}, el('tr', {}, head)),
        el(
          'tbody',
          {},
          listed({ pack, today }, roles).map((each) => row(say, each)),
        ),
      ),
    ),
    missing.length === 0 ? '' : el('h3', {}, say.text('contacts.slots')),
    list(
      say,
      missing.map((name) => ({ [say.language]: name })),
    ),
  );
}
