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
 * `transaction` or `singles` with `referral: false`: the rest can be written, so build the record again without
 * its referral. `note`: nothing is saved in the record; the journal note is there to copy.
 */
export type Way =
  | {
      readonly way: 'transaction';
      readonly referral: boolean;
      readonly because: readonly WayReason[];
    }
  | { readonly way: 'note'; readonly because: readonly WayReason[] };

/** The two ways between: a `singles` parcel with the same bundle, or the note as a `document` in the record. */
export type OtherWay =
  | {
      readonly way: 'singles';
      readonly referral: boolean;
      readonly because: readonly WayReason[];
    }
  | { readonly way: 'document'; readonly because: readonly WayReason[] };

/** What the caller is ready to do when one transaction is not possible. `document`: the site says where notes land. */
export type Prepared = { readonly singles: boolean; readonly document: boolean };

/** `Grant.may` of the session: what the granted scopes allow. */
export type May = (interaction: Interaction, resourceType: string) => boolean;

const referralTypes: ReadonlySet<string> = new Set(['ServiceRequest', 'Task']);
const fhirName = { create: 'create', read: 'read', search: 'search-type' } as const;
const main: ReadonlySet<string> = new Set(['QuestionnaireResponse', 'DocumentReference']);

type Server = NonNullable<CapabilityStatement['rest']>[number];

function hindrances(server: Server, may: May, type: string): readonly WayReason[] {
  const offered = server.resource?.find((each) => each.type === type)?.interaction ?? [];
  const needed: readonly Interaction[] = main.has(type) ? ['create', 'read', 'search'] : ['create'];
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

/** The note as a document, or as a text to copy. */
function withoutRecord(
  server: Server,
  may: May,
  prepared: Prepared,
  because: readonly WayReason[],
): Way | OtherWay {
  if (!prepared.document) return { way: 'note', because };
  const against = hindrances(server, may, 'DocumentReference');
  return against.length === 0
    ? { way: 'document', because }
    : { way: 'note', because: [...because, ...against] };
}

/**
 * How this record can be written here, from what the server offers and what the scopes allow: in one
 * transaction, else as the caller is prepared to. Every reason is told, also when it can be written.
 */
export function chooseWay(
  capability: CapabilityStatement | undefined,
  may: May,
  bundle: Bundle,
): Way;
export function chooseWay(
  capability: CapabilityStatement | undefined,
  may: May,
  bundle: Bundle,
  prepared: Prepared,
): Way | OtherWay;
export function chooseWay(
  capability: CapabilityStatement | undefined,
  may: May,
  bundle: Bundle,
  prepared: Prepared = { singles: false, document: false },
): Way | OtherWay {
  const server = capability?.rest?.find(({ mode }) => mode === 'server');
  if (server === undefined) return { way: 'note', because: [{ code: 'capability-unknown' }] };
  const whole = server.interaction?.some(({ code }) => code === 'transaction') ?? false;
  const slower: readonly WayReason[] = whole ? [] : [{ code: 'no-transaction' }];
  if (!whole && !prepared.singles) return withoutRecord(server, may, prepared, slower);
  const types = typesIn(bundle);
  const against = types.flatMap((type) => hindrances(server, may, type));
  const because = [...slower, ...against];
  const isEssential = (reason: WayReason): boolean =>
    !('type' in reason && referralTypes.has(reason.type));
  if (against.some(isEssential)) return withoutRecord(server, may, prepared, because);
  const referral = against.length === 0 && types.some((type) => referralTypes.has(type));
  return { way: whole ? 'transaction' : 'singles', referral, because };
}

/** What a change of something written needs of each type; a Provenance is only added. */
const toRevise = ['read', 'search-type', 'update'] as const;

/**
 * How what was written may be changed or taken back here: in one transaction, in single steps, or (undefined) not
 * at all. `types`: those that it is made of.
 */
export function revisionWay(
  capability: CapabilityStatement | undefined,
  may: (interaction: 'create' | 'read' | 'search' | 'update', resourceType: string) => boolean,
  types: readonly string[],
): 'transaction' | 'singles' | undefined {
  const server = capability?.rest?.find(({ mode }) => mode === 'server');
  const offers = (type: string, code: string): boolean =>
    server?.resource
      ?.find((each) => each.type === type)
      ?.interaction?.some((each) => each.code === code) ?? false;
  const mayAll =
    offers('Provenance', 'create') &&
    may('create', 'Provenance') &&
    types
      .filter((type) => type !== 'Provenance')
      .every((type) =>
        toRevise.every(
          (code) => offers(type, code) && may(code === 'search-type' ? 'search' : code, type),
        ),
      );
  if (!mayAll) return undefined;
  return server?.interaction?.some(({ code }) => code === 'transaction')
    ? 'transaction'
    : 'singles';
}
