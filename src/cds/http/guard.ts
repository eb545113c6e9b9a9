import type { CdsConfig } from '../config/parse.ts';
import type { Refusal } from '../jwt/refusal.ts';
import type { CdsPorts } from '../ports.ts';
import type { Endpoint } from '../watch/log.ts';
import { readableBy } from './cross-origin.ts';
import { type HttpCall, type HttpReply, HungUp } from './exchange.ts';
import { comeBack, notTrusted, problemAnswer } from './problem.ts';
import { roomFor } from './room.ts';
import type { Caller, Trust } from './trust.ts';

/** `since`: when the call came in, milliseconds. */
export type Answer = (
  call: HttpCall,
  caller: Caller,
  since: number,
) => Promise<HttpReply> | HttpReply;

export type Guard = {
  (endpoint: Endpoint, answer: Answer): (call: HttpCall) => Promise<HttpReply>;
  atWork(): number;
};

const oneDecimal = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

/**
 * What comes before every answer below /cds-services: room for one more, then who calls, then the work. The
 * body is not touched before the caller is known.
 */
export function guardFor(config: CdsConfig, trust: Trust, ports: CdsPorts): Guard {
  const { atOnce, deadline, lag } = config.limits;
  let working = 0;
  const late = ports.lag ?? (() => 0);
  const checking = roomFor(atOnce, deadline / 4);

  async function callerOf(call: HttpCall): Promise<Caller | Refusal> {
    const begun = ports.now();
    const leave = checking.enter();
    try {
      return await trust.of(call.header('authorization'), `${config.publicUrl}${call.path}`);
    } finally {
      leave(ports.now() - begun);
    }
  }

  async function trusted(call: HttpCall, answer: Answer, since: number): Promise<HttpReply> {
    const caller = await callerOf(call);
    if (typeof caller !== 'string') return answer(call, caller, since);
    if (caller === 'waited') {
      ports.log({ event: 'overloaded' });
      return comeBack;
    }
    ports.log({ event: 'refused', why: caller });
    return notTrusted;
  }

  async function worked(call: HttpCall, answer: Answer, since: number): Promise<HttpReply> {
    working += 1;
    try {
      return await trusted(call, answer, since);
    } catch (error) {
      if (error instanceof HungUp) return problemAnswer(400, 'invalid');
      // The message may quote what was read; the name of the error cannot.
      ports.log({ event: 'failed', name: error instanceof Error ? error.name : typeof error });
      return problemAnswer(500, 'exception');
    } finally {
      working -= 1;
    }
  }

  function admitted(call: HttpCall, answer: Answer, since: number) {
    const hasRoom = working < atOnce && checking.hasPlace() && late() <= lag;
    if (hasRoom) return worked(call, answer, since);
    ports.log({ event: 'overloaded' });
    return comeBack;
  }

  const guard = (endpoint: Endpoint, answer: Answer) => async (call: HttpCall) => {
    const since = ports.now();
    const reply = await admitted(call, answer, since);
    const took = oneDecimal(ports.now() - since);
    ports.log({ event: 'answered', endpoint, status: reply.status, took });
    return readableBy(call.header('origin'), config.cors, reply);
  };
  return Object.assign(guard, { atWork: () => working });
}
