import type { Bundle, CapabilityStatement } from '../fhir/index.ts';

/** Why it goes another way than whole in one transaction. `type` is a resource type. */
export type WayReason =
  | { readonly code: 'capability-unknown' | 'no-transaction' }
  | {
      readonly code: 'server-cannot' | 'scope-withheld';
      readonly type: string;
      readonly interaction: Interaction;
    };

type Interaction = 'create' | 'read' | 'search';

/**
 * `transaction` with `referral: false`: the rest can be written, so build the record again without its referral.
 * `note`: nothing is saved in the record; the journal note is there to copy.
 */
export type Way =
  | {
      readonly way: 'transaction';
      readonly referral: boolean;
      readonly because: readonly WayReason[];
    }
  | { readonly way: 'note'; readonly because: readonly WayReason[] };

/** `Grant.may` of the session: what the granted scopes allow. */
export type May = (interaction: Interaction, resourceType: string) => boolean;

const referralTypes: ReadonlySet<string> = new Set(['ServiceRequest', 'Task']);
const fhirName = { create: 'create', read: 'read', search: 'search-type' } as const;

type Server = NonNullable<CapabilityStatement['rest']>[number];

function hindrances(server: Server, may: May, type: string): readonly WayReason[] {
  const offered = server.resource?.find((each) => each.type === type)?.interaction ?? [];
  const needed: readonly Interaction[] =
    type === 'QuestionnaireResponse' ? ['create', 'read', 'search'] : ['create'];
  return needed.flatMap((interaction): readonly WayReason[] => {
    if (!offered.some(({ code }) => code === fhirName[interaction])) {
      return [{ code: 'server-cannot', type, interaction }];
    }
    return may(interaction, type) ? [] : [{ code: 'scope-withheld', type, interaction }];
  });
}

function typesIn(bundle: Bundle): readonly string[] {
  return [...new Set((bundle.entry ?? []).flatMap(({ resource }) => resource?.resourceType ?? []))];
}

/** How this record can be written here, from what the server offers and what the scopes allow. */
export function chooseWay(
  capability: CapabilityStatement | undefined,
  may: May,
  bundle: Bundle,
): Way {
  const server = capability?.rest?.find(({ mode }) => mode === 'server');
  if (server === undefined) return { way: 'note', because: [{ code: 'capability-unknown' }] };
  if (!server.interaction?.some(({ code }) => code === 'transaction')) {
    return { way: 'note', because: [{ code: 'no-transaction' }] };
  }
  const types = typesIn(bundle);
  const because = types.flatMap((type) => hindrances(server, may, type));
  const essential = because.some((reason) => !('type' in reason && referralTypes.has(reason.type)));
  if (essential) return { way: 'note', because };
  return {
    way: 'transaction',
    referral: because.length === 0 && types.some((type) => referralTypes.has(type)),
    because,
  };
}
