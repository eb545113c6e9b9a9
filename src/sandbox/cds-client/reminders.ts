import { randomUUID } from 'node:crypto';
import { answered, type Card, discovered, type Service } from './shapes.ts';
import type { Signing } from './signing.ts';

export type RemindersOptions = {
  /** Base address of the CDS service; undefined while there is none. */
  readonly cdsUrl: () => string | undefined;
  readonly fhirUrl: string;
  /** A token for reading this patient's chart. */
  readonly tokenFor: (patient: string) => string;
  /** The answer to a prefetch template with its context filled in; undefined when it cannot be had. */
  readonly read: (query: string, patient: string) => Promise<object | undefined>;
  readonly user: string;
  readonly signing: Signing;
  readonly now: () => Date;
};

/** A card as it stands in the chart, and where its answer goes. */
export type Shown = { readonly card: Card; readonly patient: string; readonly service: string };

export type Reminder =
  | { readonly kind: 'cards'; readonly shown: readonly Shown[] }
  | { readonly kind: 'unavailable' };

/** The chart as a CDS client (CDS Hooks 2.0.1, patient-view). */
export type Reminders = {
  /** Asks the service when a chart is opened. What was dismissed is not asked for again today. */
  of(patient: string): Promise<Reminder>;
  card(uuid: string): Shown | undefined;
  /** Takes the card away and tells the service, with the reason that was chosen. False when it could not be told. */
  dismiss(uuid: string, reason: string): Promise<boolean>;
};

/** What an EHR waits before it shows the chart without a card, milliseconds. */
const patience = 2_000;

export function reminders(options: RemindersOptions): Reminders {
  const shown = new Map<string, Shown>();
  const dismissed = new Set<string>();
  const today = (patient: string): string =>
    `${patient} ${options.now().toISOString().slice(0, 10)}`;
  return {
    card: (uuid) => shown.get(uuid),
    of: async (patient) => {
      const base = options.cdsUrl();
      if (base === undefined || dismissed.has(today(patient))) return { kind: 'cards', shown: [] };
      const found = await asked(base, patient, options);
      for (const each of found ?? []) shown.set(each.card.uuid ?? '', each);
      return found ? { kind: 'cards', shown: found } : { kind: 'unavailable' };
    },
    dismiss: async (uuid, reason) => {
      const found = shown.get(uuid);
      const base = options.cdsUrl();
      if (!found || base === undefined) return false;
      dismissed.add(today(found.patient));
      const sent = await send(`${base}/cds-services/${found.service}/feedback`, options, {
        feedback: [feedbackOn(found.card, reason, options.now())],
      });
      return sent?.ok ?? false;
    },
  };
}

function feedbackOn({ uuid, overrideReasons }: Card, code: string, now: Date): object {
  const reason = overrideReasons?.find((each) => each.code === code);
  return {
    card: uuid,
    outcome: 'overridden',
    ...(reason ? { overrideReason: { reason } } : {}),
    outcomeTimestamp: now.toISOString(),
  };
}

/** Every card for this patient, or undefined when the service does not answer as it should. */
async function asked(
  base: string,
  patient: string,
  options: RemindersOptions,
): Promise<readonly Shown[] | undefined> {
  const list = await send(`${base}/cds-services`, options);
  const parsed = discovered.safeParse(await jsonOf(list));
  if (!parsed.success) return undefined;
  const services = parsed.data.services.filter(({ hook }) => hook === 'patient-view');
  const found = await Promise.all(services.map((each) => call(base, each, patient, options)));
  if (found.some((cards) => cards === undefined)) return undefined;
  return found.flatMap((cards) => cards ?? []);
}

async function call(
  base: string,
  service: Service,
  patient: string,
  options: RemindersOptions,
): Promise<readonly Shown[] | undefined> {
  const context = {
    userId: options.user,
    patientId: patient,
    encounterId: `${patient}-idag`,
  };
  const answer = await send(`${base}/cds-services/${service.id}`, options, {
    hook: service.hook,
    hookInstance: randomUUID(),
    context,
    fhirServer: options.fhirUrl,
    fhirAuthorization: {
      access_token: options.tokenFor(patient),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'patient/*.rs',
      subject: 'tryggfraga-cds',
      patient,
    },
    prefetch: await prefetched(service, context, options),
  });
  const parsed = answered.safeParse(await jsonOf(answer));
  if (!parsed.success) return undefined;
  return parsed.data.cards.map((card) => ({ card, patient, service: service.id }));
}

async function prefetched(
  { prefetch = {} }: Service,
  context: Readonly<Record<string, string>>,
  { read }: RemindersOptions,
): Promise<Readonly<Record<string, object>>> {
  const entries = await Promise.all(
    Object.entries(prefetch).map(async ([key, template]) => {
      const query = template.replaceAll(
        /\{\{context\.(\w+)\}\}/g,
        (_, name) => context[name] ?? '',
      );
      return [key, await read(query, context['patientId'] ?? '')] as const;
    }),
  );
  return Object.fromEntries(
    entries.flatMap(([key, found]) => (found === undefined ? [] : [[key, found]])),
  );
}

/** Undefined when there is no answer in time: a chart never waits for advice. */
async function send(
  endpoint: string,
  { signing }: RemindersOptions,
  body?: object,
): Promise<Response | undefined> {
  const headers = {
    authorization: signing.authorization(endpoint),
    'content-type': 'application/json',
  };
  const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  try {
    const signal = AbortSignal.timeout(patience);
    return await fetch(endpoint, { ...posted, headers, redirect: 'error', signal });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

async function jsonOf(response: Response | undefined): Promise<unknown> {
  if (!response?.ok) return undefined;
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
