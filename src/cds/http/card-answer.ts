import { validity } from '../../routine/index.ts';
import { cardMaker } from '../card/card.ts';
import type { CardLanguage } from '../card/words.ts';
import { factsOf, type Situation } from '../chart/facts.ts';
import { dayOf } from '../chart/local-day.ts';
import type { Hook, Need } from '../chart/need.ts';
import type { CdsConfig } from '../config/parse.ts';
import { decide } from '../due/decide.ts';
import type { CdsPorts } from '../ports.ts';
import { type Gathered, gather } from '../read/gather.ts';
import { secret } from '../read/secret.ts';
import { allowedServer, type ServerAccess } from '../read/server.ts';
import { auditEvent } from '../watch/audit.ts';
import { AuditFailed } from '../watch/audit-failed.ts';
import type { HookCall } from './call.ts';
import type { HttpReply } from './exchange.ts';
import { jsonText, problemAnswer } from './problem.ts';

export type Asked = {
  readonly hook: Hook;
  readonly call: HookCall;
  /** Who calls, for the audit. */
  readonly client: string;
  /** FHIR servers this client may send us to. */
  readonly fhirServers: readonly string[];
  readonly language: CardLanguage;
  /** When the call came in, milliseconds. */
  readonly since: number;
};

const isLate = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'TimeoutError';

const cards = (...list: readonly string[]): HttpReply => jsonText(`{"cards":[${list.join()}]}`);

/** The server to read from, when the call names one we know and its token is not for another patient. */
function accessOf({ call, fhirServers }: Asked): ServerAccess | undefined {
  const base = allowedServer(call.fhirServer, fhirServers);
  const auth = call.fhirAuthorization;
  const patient = auth?.patient ?? call.context.patientId;
  if (base === undefined || patient !== call.context.patientId) return undefined;
  return auth ? { base, token: secret(auth.access_token) } : { base };
}

function situationOf({ call }: Asked, today: string, timeZone: string): Situation {
  const { patientId, encounterId, appointments } = call.context;
  return {
    patientId,
    today,
    timeZone,
    ...(typeof encounterId === 'string' && { encounterId }),
    ...(appointments !== undefined && {
      appointments: appointments.entry?.map(({ resource }) => resource) ?? [],
    }),
  };
}

/** Answers one hook call: at most one card, none when in doubt. */
export function cardAnswers(
  config: CdsConfig,
  needs: Readonly<Record<Hook, readonly Need[]>>,
  ports: CdsPorts,
): (asked: Asked) => Promise<HttpReply> {
  const { pack } = config;
  const codes = { panels: config.panels, ...config.chart };
  const make = cardMaker(pack, config.launchUrl);

  async function note(asked: Asked, from: string, address?: string): Promise<void> {
    const { patientId, userId } = asked.call.context;
    const noted = { patientId, userId, from, at: ports.now() };
    const event = auditEvent(
      { ...noted, ...(address !== undefined && { address }) },
      config.publicUrl,
    );
    try {
      await ports.audit(event);
    } catch (error) {
      ports.log({ event: 'audit-failed' });
      throw new AuditFailed(error);
    }
  }

  async function collect(asked: Asked): Promise<Gathered> {
    const { call } = asked;
    const server = accessOf(asked);
    if (call.prefetch) await note(asked, asked.client);
    const left = Math.max(0, config.limits.deadline - (ports.now() - asked.since));
    return gather(
      needs[asked.hook],
      {
        context: call.context,
        prefetch: call.prefetch ?? {},
        ...(server !== undefined && { server }),
      },
      () => ({
        fetch: ports.fetch,
        signal: AbortSignal.timeout(left),
        noted: (address) => note(asked, server?.base ?? '', address),
      }),
    );
  }

  function decided(asked: Asked, gathered: Extract<Gathered, { state: 'complete' }>): HttpReply {
    const today = dayOf(ports.now(), pack.timeZone);
    const inForce = validity(pack, today).length === 0;
    if (!inForce) ports.log({ event: 'routine-not-in-force' });
    const routine = { inForce, triggers: pack.triggers, audiences: config.asked };
    const facts = factsOf(gathered.chart, codes, situationOf(asked, today, pack.timeZone));
    const decision = decide(routine, facts);
    return decision.due ? cards(make(decision, asked.language, ports.uuid())) : cards();
  }

  async function answered(asked: Asked): Promise<HttpReply> {
    const gathered = await collect(asked);
    switch (gathered.state) {
      case 'complete':
        return decided(asked, gathered);
      case 'blocked':
        ports.log({ event: 'blocked' });
        return cards();
      case 'unsatisfied':
        ports.log({ event: 'unsatisfied', needs: gathered.needs });
        return problemAnswer(
          412,
          'not-found',
          gathered.needs.map((need) => `prefetch.${need}`),
        );
    }
  }

  return async (asked) => {
    try {
      return await answered(asked);
    } catch (error) {
      // Open on advice: past the deadline, or without an audit, the EHR goes on without a card.
      if (isLate(error)) ports.log({ event: 'deadline' });
      else if (!(error instanceof AuditFailed)) throw error;
      return cards();
    }
  };
}
