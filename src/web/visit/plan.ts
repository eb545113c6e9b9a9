import type { Bundle, CapabilityStatement } from '../../fhir/index.ts';
import { chooseWay, type WayReason } from '../../outbox/index.ts';
import {
  buildRecord,
  type Permission,
  permission,
  type RecordSource,
  type ReferralState,
  referralState,
  type Site,
} from '../../record/index.ts';
import type { Session } from '../../session/index.ts';

type Because = Permission['because'][number] | WayReason['code'] | 'signed-out';

/** How this occasion reaches the chart: as a record, or as a note that the clinician copies. */
export type Plan =
  | {
      readonly way: 'record';
      readonly bundle: Bundle;
      readonly referral: ReferralState | { readonly state: 'server-cannot' };
    }
  | { readonly way: 'note'; readonly because: readonly Because[] };

type Source = Omit<RecordSource, 'site' | 'referral'> & {
  readonly site: Site | undefined;
  readonly session: Pick<Session, 'grant'>;
  readonly capability: CapabilityStatement | undefined;
  readonly signedOut: boolean;
};

const note = (because: readonly Because[]): Plan => ({ way: 'note', because });

/** Asks in turn the site, the login, the server and the granted scopes; a referral that cannot go is left out, visibly. */
export function planOf(source: Source): Plan {
  const { site, session, capability, signedOut, ...rest } = source;
  const { record, because } = permission(site, rest.occasion);
  if (site === undefined) return note(['no-site']);
  if (!record) return note(because);
  if (signedOut) return note(['signed-out']);
  const bundle = buildRecord({ ...rest, site });
  const way = chooseWay(capability, session.grant.may, bundle);
  if (way.way === 'note') return note([...new Set(way.because.map(({ code }) => code))]);
  const referral = referralState({ ...rest, site });
  if (referral.state !== 'written' || way.referral) return { way: 'record', bundle, referral };
  return {
    way: 'record',
    bundle: buildRecord({ ...rest, site, referral: false }),
    referral: { state: 'server-cannot' },
  };
}
