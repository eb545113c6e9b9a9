import type { FhirResource, Transport } from '../fhir/index.ts';
import { asResource, TransportError } from '../fhir/index.ts';
import type { Delivery, Final } from './delivery.ts';
import { search, storedAs } from './find.ts';
import { isMain } from './parcel.ts';
import { verdictOf } from './policy.ts';
import type { Ports } from './ports.ts';
import { type Revision, restOf } from './revision.ts';
import { sendRevision } from './send-revision.ts';
import { faulted, final, notSaved, notYet, refusedLook, type Step, saved, unseen } from './step.ts';
import { untilDecided } from './until-decided.ts';

const tagOf = (revision: Revision): string => {
  const [tag] = revision.provenance.meta?.tag ?? [];
  return `${tag?.system}|${tag?.code}`;
};

/** The name that every resource of the occasion carries in its tag. */
const occasionTag = (revision: Revision): string =>
  `${tagOf(revision).split('|')[0]}|${revision.key}`;

function typesIn({ base, wanted }: Revision): readonly string[] {
  const written = base.map(({ reference }) => reference.split('/')[0] ?? '');
  const asked = (wanted?.entry ?? []).map(
    ({ resource }) => asResource(resource)?.resourceType ?? '',
  );
  return [...new Set([...written, ...asked])].filter(
    (type) => type !== 'Provenance' && type !== '',
  );
}

/** What was found, with what we know the id of put to it, however far behind the index is. */
async function withKnown(
  transport: Transport,
  { base }: Revision,
  found: readonly FhirResource[],
  doubt: boolean,
): Promise<readonly FhirResource[] | Step> {
  const there = new Set(found.map((each) => storedAs(each).reference));
  const known: FhirResource[] = [];
  for (const { reference } of base) {
    if (there.has(reference) || reference.startsWith('Provenance/')) continue;
    const reply = await transport({ method: 'GET', path: reference });
    if (verdictOf(reply.status) !== 'done') return refusedLook(reply, doubt);
    if (reply.resource === undefined) throw new TransportError('unreadable');
    known.push(reply.resource);
  }
  return [...found, ...known];
}

/** All of the occasion. */
async function standingOf(
  transport: Transport,
  revision: Revision,
  doubt: boolean,
): Promise<readonly FhirResource[] | Step> {
  const found: FhirResource[] = [];
  for (const type of typesIn(revision)) {
    const answer = await search(transport, type, '_tag', [occasionTag(revision)]);
    if ('refused' in answer) return refusedLook(answer.refused, doubt);
    found.push(...answer.found);
  }
  return withKnown(transport, revision, found, doubt);
}

async function isSigned(
  transport: Transport,
  revision: Revision,
  doubt: boolean,
): Promise<boolean | Step> {
  const answer = await search(transport, 'Provenance', '_tag', [tagOf(revision)]);
  return 'refused' in answer ? refusedLook(answer.refused, doubt) : answer.found.length > 0;
}

type Seen = { readonly standing: readonly FhirResource[]; readonly signed: boolean };

/** What stands, and whether this change of it is signed. `doubt`: some of the change may have been made. */
async function look(
  transport: Transport,
  revision: Revision,
  doubt: boolean,
): Promise<Seen | Step> {
  const standing = await standingOf(transport, revision, doubt);
  if ('kind' in standing) return standing;
  const signed = await isSigned(transport, revision, doubt);
  return typeof signed === 'boolean' ? { standing, signed } : signed;
}

const byMain = (a: FhirResource, b: FhirResource): number => Number(isMain(b)) - Number(isMain(a));

/**
 * Looks what is left, does it, and looks again: done is only what a look has found done. `sent`: the server has said
 * that it did it, so from there on nothing is certain that has not been seen.
 */
async function attempt(
  transport: Transport,
  revision: Revision,
  doubt: boolean,
  sent = false,
): Promise<Step> {
  const seen = await look(transport, revision, doubt).catch((error) =>
    unseen(faulted(error, doubt), doubt),
  );
  if ('kind' in seen) return seen;
  const { standing, signed } = seen;
  if (standing.length === 0) return final(notSaved('rejected', true, 'nothing stands there'));
  const rest = restOf(standing, revision);
  if ('state' in rest) return final(rest);
  const done = rest.puts.length === 0 && rest.creates.length === 0;
  if (done && signed) return saved(standing.toSorted(byMain).map(storedAs));
  if (sent) return notYet;
  const stopped = await sendRevision(transport, revision, rest, standing, doubt);
  return stopped ?? attempt(transport, revision, true, true);
}

/**
 * Amends or voids what was written, over exactly the versions the person saw, and reads it back. `conflict`
 * `different`: somebody else changed it since. Can be called again after anything: it does what is left.
 */
export function revise(
  revision: Revision,
  ports: Ports,
  onChange: (delivery: Delivery) => void,
): Promise<Final> {
  return untilDecided(ports, revision.fresh ?? false, onChange, (doubt) =>
    attempt(ports.transport, revision, doubt),
  );
}
