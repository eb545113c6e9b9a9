import type { Context } from 'hono';
import type { CdsConfig } from '../config/parse.ts';
import type { CdsPorts } from '../ports.ts';
import type { Endpoint } from '../watch/log.ts';
import { crossOrigin } from './cross-origin.ts';
import { comeBack, notTrusted, problemAnswer } from './problem.ts';
import type { Caller, Trust } from './trust.ts';

/** `since`: when the call came in, milliseconds. */
export type Answer = (context: Context, caller: Caller, since: number) => Promise<Response>;

export type Guard = {
  (endpoint: Endpoint, answer: Answer): (context: Context) => Promise<Response>;
  atWork(): number;
};

const oneDecimal = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

/**
 * What comes before every answer below /cds-services: room for one more, then who calls, then the work. The
 * body is not touched before the caller is known.
 */
export function guardFor(config: CdsConfig, trust: Trust, ports: CdsPorts): Guard {
  let working = 0;
  const late = ports.lag ?? (() => 0);

  async function trusted(context: Context, answer: Answer, since: number): Promise<Response> {
    const authorization = context.req.raw.headers.get('authorization');
    const caller = await trust.of(authorization, `${config.publicUrl}${context.req.path}`);
    if (typeof caller !== 'string') return answer(context, caller, since);
    if (caller === 'waited') {
      ports.log({ event: 'overloaded' });
      return comeBack();
    }
    ports.log({ event: 'refused', why: caller });
    return notTrusted();
  }

  async function worked(context: Context, answer: Answer, since: number): Promise<Response> {
    if (working >= config.limits.atOnce || late() > config.limits.lag) {
      ports.log({ event: 'overloaded' });
      return comeBack();
    }
    working += 1;
    try {
      return await trusted(context, answer, since);
    } catch (error) {
      // The message may quote what was read; the name of the error cannot.
      ports.log({ event: 'failed', name: error instanceof Error ? error.name : typeof error });
      return problemAnswer(500, 'exception');
    } finally {
      working -= 1;
    }
  }

  const guard =
    (endpoint: Endpoint, answer: Answer) =>
    async (context: Context): Promise<Response> => {
      const since = ports.now();
      const response = await worked(context, answer, since);
      const origin = context.req.raw.headers.get('origin');
      if (origin !== null) {
        for (const [name, value] of Object.entries(crossOrigin(origin, config.cors))) {
          response.headers.set(name, value);
        }
      }
      const took = oneDecimal(ports.now() - since);
      ports.log({ event: 'answered', endpoint, status: response.status, took });
      return response;
    };
  return Object.assign(guard, { atWork: () => working });
}
