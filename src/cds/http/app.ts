import { type Context, Hono } from 'hono';
import { validity } from '../../routine/index.ts';
import { languageOf } from '../card/words.ts';
import { dayOf } from '../chart/local-day.ts';
import { type Hook, type Need, needsOf } from '../chart/need.ts';
import type { CdsConfig } from '../config/parse.ts';
import type { CdsPorts } from '../ports.ts';
import { metrics } from '../watch/metrics.ts';
import { readBody } from './body.ts';
import { readCall } from './call.ts';
import { cardAnswers } from './card-answer.ts';
import { crossOrigin } from './cross-origin.ts';
import { discovery, hookOf } from './discovery.ts';
import { feedbackAnswers } from './feedback-answer.ts';
import { type Answer, guardFor } from './guard.ts';
import { jsonAnswer, problemAnswer } from './problem.ts';
import { trustFor } from './trust.ts';

/** The CDS program as a function of requests. */
export type Cds = {
  /** Web-standard; answers /cds-services, /health and /metrics. */
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

/** What a POST needs first: a hook we have, and JSON. */
const withBody =
  (
    most: number,
    answer: (hook: Hook, content: unknown, ...rest: Parameters<Answer>) => Promise<Response>,
  ): Answer =>
  async (context, caller, since) => {
    const hook = hookOf(context.req.param('id'));
    if (hook === undefined) return problemAnswer(404, 'not-found');
    const body = await readBody(context.req.raw, most);
    if (body.ok) return answer(hook, body.content, context, caller, since);
    return problemAnswer(body.status, body.status === 413 ? 'too-long' : 'invalid');
  };

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
  const language = ({ req }: Context) =>
    languageOf(req.raw.headers.get('accept-language'), config.language);

  // An address that ends in a slash is the same one: clients put theirs together in more than one way.
  const app = new Hono({ strict: false });
  const list: Answer = async (context) => jsonAnswer(discovery(needs, language(context)));
  const card = withBody(config.limits.bodyBytes, async (hook, content, context, caller, since) => {
    const read = readCall(hook, content);
    if (!read.ok) return problemAnswer(400, 'invalid', read.at);
    const { name: client, fhirServers } = caller;
    const asked = {
      hook,
      call: read.call,
      client,
      fhirServers,
      language: language(context),
      since,
    };
    return cardsFor(asked);
  });
  const feedback = withBody(config.limits.bodyBytes, feedbackFor);
  const wrongMethod: Answer = async ({ req }) => {
    const answer = problemAnswer(405, 'not-supported');
    answer.headers.set('allow', /^\/cds-services\/?$/.test(req.path) ? 'GET' : 'POST');
    return answer;
  };

  app.get('/health', () => {
    const today = dayOf(ports.now(), config.pack.timeZone);
    const problems = validity(config.pack, today).map(({ code }) => code);
    return Response.json(
      { status: problems.length > 0 ? 'routine-not-in-force' : 'ok', problems },
      { status: problems.length > 0 ? 503 : 200 },
    );
  });
  app.get(
    '/metrics',
    () =>
      new Response(counted.text(), { headers: { 'content-type': 'text/plain; version=0.0.4' } }),
  );
  app.options('/cds-services/*', ({ req }) => {
    const headers = crossOrigin(req.raw.headers.get('origin'), config.cors);
    return new Response(null, { status: 204, headers });
  });
  app.get('/cds-services', guard('discovery', list));
  app.post('/cds-services/:id', guard('card', card));
  app.post('/cds-services/:id/feedback', guard('feedback', feedback));
  app.all('/cds-services/*', guard('other', wrongMethod));
  app.notFound(() => problemAnswer(404, 'not-found'));
  return { fetch: async (request) => app.fetch(request), warm: () => trust.warm() };
}
