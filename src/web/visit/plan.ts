import type { Bundle, CapabilityStatement } from '../../fhir/index.ts';
import { chooseWay, type WayReason } from '../../outbox/index.ts';
import {
  buildDocument,
  buildRecord,
  documentPermitted,
  type Permission,
  permission,
  type RecordSource,
  type ReferralState,
  referralState,
  type Site,
} from '../../record/index.ts';
import type { Session } from '../../session/index.ts';

type Because = Permission['because'][number] | WayReason['code'] | 'signed-out';

/**
 * How this occasion reaches the chart: as a record, in one transaction or in single steps; as the journal note
 * alone, in a document; or as a note that the clinician copies. `because`: why not a better way.
 */
export type Plan =
  | {
      readonly way: 'transaction' | 'singles';
      readonly bundle: Bundle;
      readonly referral: ReferralState | { readonly state: 'server-cannot' };
      readonly because: readonly Because[];
    }
  | { readonly way: 'document'; readonly bundle: Bundle; readonly because: readonly Because[] }
  | { readonly way: 'note'; readonly because: readonly Because[] };

type Source = Omit<RecordSource, 'site' | 'referral'> & {
  readonly site: Site | undefined;
  readonly session: Pick<Session, 'grant'>;
  readonly capability: CapabilityStatement | undefined;
  readonly signedOut: boolean;
};

const note = (because: readonly Because[]): Plan => ({ way: 'note', because });

/** The whole record, and without a referral that this server or these rights have no place for. */
function record(
  source: RecordSource,
  whole: Bundle,
  { way, referral: fits }: { readonly way: 'transaction' | 'singles'; readonly referral: boolean },
  because: readonly Because[],
): Plan {
  const referral = referralState(source);
  if (referral.state !== 'written' || fits) return { way, bundle: whole, referral, because };
  const bundle = buildRecord({ ...source, referral: false });
  return { way, bundle, referral: { state: 'server-cannot' }, because };
}

/** Asks in turn the site, the login, the server and the granted scopes for the best way there is. */
export function planOf(given: Source): Plan {
  const { site, session, capability, signedOut, ...rest } = given;
  const allowed = permission(site, rest.occasion);
  if (site === undefined) return note(['no-site']);
  if (!allowed.record) return note(allowed.because);
  if (signedOut) return note(['signed-out']);
  const source = { ...rest, site };
  const whole = buildRecord(source);
  const prepared = { singles: true, document: documentPermitted(site, rest.occasion) };
  const chosen = chooseWay(capability, session.grant.may, whole, prepared);
  const because = [...new Set(chosen.because.map(({ code }) => code))];
  switch (chosen.way) {
    case 'transaction':
    case 'singles':
      return record(source, whole, chosen, because);
    case 'document': {
      const bundle = buildDocument({ ...source, language: site.language });
      return { way: 'document', bundle, because };
    }
    case 'note':
      return note(because);
  }
}
