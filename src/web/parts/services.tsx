import {
  hoursInWords,
  type Pack,
  type Service,
  type ServiceRole,
  servicesFor,
} from '../../routine/index.ts';
import { localMoment } from '../clock.ts';
import { municipality, type Opened } from '../state.ts';
import { t, wording } from '../text.ts';
import { Clinical } from './clinical.tsx';

type Listings = ReturnType<typeof servicesFor>;
type Listing = Listings[number];

function hoursText(hours: Service['hours']): string {
  if (hours === undefined) return '';
  return hoursInWords(hours, t('services.always'), (day) => t(`days.${day}`));
}

function openText(open: Listing['open']): string {
  if (open === 'unknown') return t('services.hoursUnknown');
  return open ? t('services.open') : t('services.closed');
}

function evidenceText({ service, stale }: Listing): string {
  if (service.verifiedOn === undefined) return t('services.undated');
  const key = stale ? 'services.stale' : 'services.evidence';
  return t(key, { date: service.verifiedOn });
}

function ServiceRow({ pack, listing }: { readonly pack: Pack; readonly listing: Listing }) {
  const { service, open } = listing;
  const name = wording(pack, service.name).text;
  const whenOpen = [openText(open), hoursText(service.hours)].filter(Boolean).join(', ');
  return (
    <li class="service">
      <Clinical as="b" pack={pack} words={service.name} />
      {name !== service.phone && (
        <span class="phone" dir="ltr">
          {service.phone}
        </span>
      )}
      <span class={open === true ? 'open wide' : 'muted wide'}>{whenOpen}</span>
      <span class="muted wide">{evidenceText(listing)}</span>
      <span class="muted wide">
        {t('services.for')} <Clinical pack={pack} words={service.audience} />
      </span>
      {service.note && <Clinical class="muted wide" pack={pack} words={service.note} />}
    </li>
  );
}

function ServiceList({ pack, listings }: { readonly pack: Pack; readonly listings: Listings }) {
  return (
    <ul class="services" aria-label={t('services.title')}>
      {listings.map((listing) => (
        <ServiceRow key={listing.service.id} pack={pack} listing={listing} />
      ))}
    </ul>
  );
}

/** Where to turn: numbers as text, so that nothing is dialled or looked up by a slip of the hand. */
export function Services({
  opened,
  roles,
  atOnce,
}: {
  readonly opened: Opened;
  readonly roles: readonly ServiceRole[];
  /** How many are shown before the rest is asked for. */
  readonly atOnce: number;
}) {
  const { pack } = opened;
  const place = municipality.value;
  const at = localMoment(new Date(), pack.timeZone);
  const all = servicesFor(pack, roles, {
    at,
    ...(place !== undefined && { municipality: place }),
  });
  // One that answers now comes first; otherwise the order is the routine's.
  const listings = [
    ...all.filter(({ open }) => open === true),
    ...all.filter(({ open }) => open !== true),
  ];
  return (
    <>
      <ServiceList pack={pack} listings={listings.slice(0, atOnce)} />
      {listings.length > atOnce && (
        <details>
          <summary>{t('services.more', { count: listings.length - atOnce })}</summary>
          <ServiceList pack={pack} listings={listings.slice(atOnce)} />
        </details>
      )}
    </>
  );
}
