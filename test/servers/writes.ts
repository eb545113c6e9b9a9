import {
  type Bundle,
  type FhirResource,
  system,
  type Task,
  type Transport,
} from '../../src/fhir/index.ts';
import {
  draftOn,
  type Parcel,
  type Revision,
  revise,
  settle,
  submit,
  updateTask,
} from '../../src/outbox/index.ts';
import {
  buildDocument,
  buildDraft,
  buildRecord,
  followUpEntry,
  type RecordSource,
  revisionProvenance,
} from '../../src/record/index.ts';
import { pack, sourceOf, visits, withNotes } from './visits.ts';

/** One thing that the app writes: what came of it, and what should have. */
export type Written = { readonly what: string; readonly end: string; readonly wanted: string };

type Writing = {
  readonly issuer: string;
  readonly transportFor: (patient: string) => Transport;
  readonly uuid: () => string;
};

type Way = NonNullable<Parcel['way']>;
type Submitted = Awaited<ReturnType<typeof submit>>;

const never = (): undefined => undefined;
const portsOf = (transport: Transport) => ({
  transport,
  now: () => performance.now(),
  sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, Math.min(ms, 300))),
  random: Math.random,
});

function said(end: Submitted): string {
  if (!('why' in end)) return end.state;
  const more = end.state === 'conflict' ? end.references.join(' ') : end.detail;
  return `${end.state} ${end.why} ${more ?? ''}`.trim();
}

type Case = {
  readonly source: RecordSource;
  readonly parcel: Parcel;
  readonly ports: ReturnType<typeof portsOf>;
};

function visitNamed(name: string) {
  const visit = visits.find((each) => each.name.startsWith(name));
  if (visit === undefined) throw new Error(`no visit is named ${name}`);
  return visit;
}

function opened(
  { issuer, transportFor, uuid }: Writing,
  name: string,
  way: Way,
  note = false,
): Case {
  const visit = visitNamed(name);
  const source = withNotes(sourceOf(visit, { key: uuid(), issuer }));
  const bundle = note ? buildDocument({ ...source, language: 'sv' }) : buildRecord(source);
  const { key, patient } = source.occasion;
  const parcel = { bundle, key, patient: patient.reference, way };
  return { source, parcel, ports: portsOf(transportFor(visit.patient)) };
}

function revisionOf(
  { source, parcel }: Case,
  saved: Extract<Submitted, { state: 'saved' }>,
  wanted?: Bundle,
): Revision {
  const [first] = parcel.bundle.entry ?? [];
  const { key, author, authored } = source.occasion;
  const change = wanted
    ? ({ kind: 'amend', version: saved.resources[0]?.version ?? '' } as const)
    : ({ kind: 'void' } as const);
  return {
    key,
    patient: parcel.patient,
    base: saved.resources,
    ...(wanted && { wanted }),
    provenance: revisionProvenance({
      key,
      change,
      reason: wanted ? 'wrong-answers' : 'wrong-patient',
      ...(author && { author }),
      now: authored,
      security: first?.resource?.meta?.security ?? [],
    }),
    ...(parcel.way && { way: parcel.way }),
  };
}

/** Saved; changed to what the second visit said; taken back. */
async function life(writing: Writing, from: string, to: string, way: Way): Promise<Written[]> {
  const one = opened(writing, from, way);
  const saved = await submit(one.parcel, one.ports, never);
  const written = [{ what: `${way}: ${from}`, end: said(saved), wanted: 'saved' }];
  if (saved.state !== 'saved') return written;
  const other = { ...visitNamed(to), patient: visitNamed(from).patient };
  const { key, issuer } = one.source.occasion;
  const wanted = buildRecord(sourceOf(other, { key, issuer }));
  const amended = await revise(revisionOf(one, saved, wanted), one.ports, never);
  written.push({ what: `${way}: amended to ${to}`, end: said(amended), wanted: 'saved' });
  if (amended.state !== 'saved') return written;
  const back = await revise(revisionOf(one, amended), one.ports, never);
  return [...written, { what: `${way}: taken back`, end: said(back), wanted: 'saved' }];
}

async function plain(writing: Writing, name: string, way: Way): Promise<Written> {
  const { parcel, ports } = opened(writing, name, way);
  const end = await submit(parcel, ports, never);
  return { what: `${way}: ${name}`, end: said(end), wanted: 'saved' };
}

async function read(transport: Transport, reference: string): Promise<FhirResource | undefined> {
  return (await transport({ method: 'GET', path: reference })).resource;
}

/** A yes with a referral, then the short form of how it went. */
async function followedUp(writing: Writing): Promise<Written[]> {
  const { parcel, ports } = opened(writing, 'ja, med remiss', 'transaction');
  const saved = await submit(parcel, ports, never);
  const written = [{ what: 'transaction: ja, med remiss', end: said(saved), wanted: 'saved' }];
  if (saved.state !== 'saved') return written;
  const place = saved.resources.find(({ reference }) => reference.startsWith('Task/'));
  const task = (await read(ports.transport, place?.reference ?? 'Task/none')) as Task;
  const [contact, support, outcome] = (['contact', 'support', 'outcome'] as const).map(
    (each) => pack.followUp[each].options[0]?.code ?? '',
  );
  const chosen = { contact: contact ?? '', support: support ?? '', outcome: outcome ?? '' };
  const now = '2026-12-04T10:00:00+01:00';
  const { state } = await updateTask(
    ports.transport,
    followUpEntry({ task, pack, chosen, now, language: 'sv' }),
  );
  return [...written, { what: 'follow-up of the referral', end: state, wanted: 'ok' }];
}

async function noted(writing: Writing): Promise<Written[]> {
  const one = opened(writing, 'ja, med remiss', 'singles', true);
  const saved = await submit(one.parcel, one.ports, never);
  const written = [{ what: 'document: ja, med remiss', end: said(saved), wanted: 'saved' }];
  if (saved.state !== 'saved') return written;
  const back = await revise(revisionOf(one, saved), one.ports, never);
  return [...written, { what: 'document: taken back', end: said(back), wanted: 'saved' }];
}

async function drafted(writing: Writing): Promise<Written[]> {
  const { source, ports } = opened(writing, 'ja, med remiss', 'transaction');
  const { form, answers, occasion, site } = source;
  const draft = draftOn(ports);
  const body = buildDraft({ form, answers, occasion, site });
  const [first, ...rest] = body.item ?? [];
  const states = [
    await draft.keep({ ...body, item: first ? [first] : [] }),
    await draft.keep({ ...body, item: [...(first ? [first] : []), ...rest] }),
    await draft.close(),
  ];
  return [{ what: 'draft: two versions, put away', end: states.join(), wanted: 'kept,kept,kept' }];
}

/** Several windows at once: what this server's own conditions let through is put right by the look. */
async function raced(writing: Writing, way: Way): Promise<Written> {
  const { parcel, ports } = opened(writing, 'nej på allt', way);
  const windows = [1, 2, 3, 4];
  await Promise.all(windows.map(() => submit(parcel, ports, never)));
  const settled = await settle(parcel, ports);
  const stands = await ports.transport({
    method: 'POST',
    path: 'QuestionnaireResponse/_search',
    search: { identifier: `${system.occasion}|${parcel.key}` },
  });
  const found = stands.resource?.resourceType === 'Bundle' ? (stands.resource.entry ?? []) : [];
  const count = found.filter(
    ({ resource }) => (resource as { status?: string }).status === 'completed',
  ).length;
  return {
    what: `${way}: four windows at once`,
    end: `${said(settled)}, ${count} standing`,
    wanted: 'saved, 1 standing',
  };
}

/** Everything that the app writes anywhere, once each. */
export async function writeAll(writing: Writing): Promise<readonly Written[]> {
  return [
    ...(await life(writing, 'nej på allt', 'vill inte svara', 'transaction')),
    ...(await followedUp(writing)),
    await plain(writing, 'vill inte svara', 'transaction'),
    await plain(writing, 'inte ställt', 'transaction'),
    ...(await life(writing, 'ja, med remiss', 'nej på allt', 'transaction')),
    ...(await life(writing, 'ja, med remiss', 'nej på allt', 'singles')),
    await plain(writing, 'inte ställt', 'singles'),
    ...(await noted(writing)),
    ...(await drafted(writing)),
    await raced(writing, 'transaction'),
    await raced(writing, 'singles'),
  ];
}
