import { validity } from '../../routine/index.ts';
import { languageOf } from '../card/words.ts';
import { dayOf } from '../chart/local-day.ts';
import { type Hook, hooks, type Need, needsOf } from '../chart/need.ts';
import type { CdsConfig } from '../config/parse.ts';
import type { CdsPorts } from '../ports.ts';
import type { Endpoint } from '../watch/log.ts';
import { metrics } from '../watch/metrics.ts';
import { readBody } from './body.ts';
import { readCall } from './call.ts';
import { cardAnswers } from './card-answer.ts';
import { discovery, idOf } from './discovery.ts';
import type { HttpCall, HttpReply } from './exchange.ts';
import { feedbackAnswers } from './feedback-answer.ts';
import { type Answer, guardFor } from './guard.ts';
import { jsonAnswer, problemAnswer } from './problem.ts';
import { type Address, forOperator, notFound, router, wrongMethod } from './router.ts';
import { trustFor } from './trust.ts';
import { callOf, responseOf } from './web.ts';

/** The CDS program as a function of requests: /cds-services, /health and /metrics. */
export type Cds = {
  answer(call: HttpCall): Promise<HttpReply>;
  /** The same, web-standard. */
  fetch(request: Request): Promise<Response>;
  /** Fetches the clients' keys before the first call. */
  warm(): Promise<void>;
};

const needsByHook = ({ asked, pack, panels, chart }: CdsConfig) => {
  const wanted = new Set(asked.flatMap(({ due }) => due.flatMap((rule) => rule.triggers ?? [])));
  const triggers = pack.triggers.filter(({ id }) => wanted.has(id));
  const of = (hook: Hook): readonly Need[] =>
    needsOf(hook, { panels, triggers, marks: chart.marks });
  return {
    'patient-view': of('patient-view'),
    'encounter-start': of('encounter-start'),
    'appointment-book': of('appointment-book'),
  } satisfies Readonly<Record<Hook, readonly Need[]>>;
};

/** A POST needs JSON first. */
const withBody =
  (
    most: number,
    answer: (content: unknown, ...rest: Parameters<Answer>) => ReturnType<Answer>,
  ): Answer =>
  async (call, caller, since) => {
    const body = await readBody(call, most);
    if (body.ok) return answer(body.content, call, caller, since);
    return problemAnswer(body.status, body.status === 413 ? 'too-long' : 'invalid');
  };

function healthOf({ pack }: CdsConfig, now: number): HttpReply {
  const problems = validity(pack, dayOf(now, pack.timeZone)).map(({ code }) => code);
  const failing = problems.length > 0;
  const status = failing ? 'routine-not-in-force' : 'ok';
  return jsonAnswer({ status, problems }, failing ? 503 : 200);
}

/** `config` has been parsed; `ports` are the world. */
export function cdsService(config: CdsConfig, ports: CdsPorts): Cds {
  const counted = metrics(() => guard.atWork());
  const watched: CdsPorts = {
    ...ports,
    log(entry) {
      counted.count(entry);
      ports.log(entry);
    },
  };
  const trust = trustFor(config, watched);
  const guard = guardFor(config, trust, watched);
  const needs = needsByHook(config);
  const cardsFor = cardAnswers(config, needs, watched);
  const feedbackFor = feedbackAnswers(config, watched);
  const language = (call: HttpCall) => languageOf(call.header('accept-language'), config.language);

  const card = (hook: Hook): Answer =>
    withBody(config.limits.bodyBytes, (content, call, { name: client, fhirServers }, since) => {
      const read = readCall(hook, content);
      if (!read.ok) return problemAnswer(400, 'invalid', read.at);
      const words = language(call);
      return cardsFor({ hook, call: read.call, client, fhirServers, language: words, since });
    });
  const feedback = (hook: Hook): Answer =>
    withBody(config.limits.bodyBytes, (content) => feedbackFor(hook, content));

  const below = (
    method: Address['method'],
    path: string,
    endpoint: Endpoint,
    answer: Answer,
  ): Address => ({
    method,
    path: `/cds-services${path}`,
    answer: guard(endpoint, answer),
    // A stranger is not even told what is not there.
    otherwise: guard('other', () => wrongMethod(method)),
  });
  const text = { 'content-type': 'text/plain; version=0.0.4' };
  const addresses: readonly Address[] = [
    below('GET', '', 'discovery', (call) => jsonAnswer(discovery(needs, language(call)))),
    ...hooks.flatMap((hook) => [
      below('POST', `/${idOf(hook)}`, 'card', card(hook)),
      below('POST', `/${idOf(hook)}/feedback`, 'feedback', feedback(hook)),
    ]),
    forOperator('/health', () => healthOf(config, ports.now())),
    forOperator('/metrics', () => ({ status: 200, headers: text, text: counted.text() })),
  ];
  const route = router(addresses, { unknown: guard('other', notFound), cors: config.cors });
  const answer = async (call: HttpCall) => route(call);
  return {
    answer,
    async fetch(request) {
      const call = callOf(request);
      return responseOf(await answer(call), call);
    },
    warm: () => trust.warm(),
  };
}
