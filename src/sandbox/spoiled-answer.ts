import type { MiddlewareHandler } from 'hono';
import * as z from 'zod';
import type { Misbehaving } from './authorization/index.ts';

const elsewhere = 'https://other.example/fhir';

const searchset = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.literal('searchset'),
  entry: z.array(z.looseObject({})).optional(),
});

/** FHIR answers that lead away from this server, or are about somebody else: what an app must refuse. */
export function spoiledAnswers(does: Misbehaving): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const isSearch = c.req.method === 'POST' && c.req.path.endsWith('/_search');
    if (c.req.method !== 'GET' && !isSearch) return;
    if (
      !['foreign-next-link', 'foreign-reference', 'other-patient'].some((kind) =>
        does(kind as never),
      )
    )
      return;
    const body: unknown = await c.res.clone().json();
    c.res = new Response(JSON.stringify(spoil(body, does)), c.res);
  };
}

function spoil(body: unknown, does: Misbehaving): unknown {
  const bundle = searchset.safeParse(body);
  if (bundle.success && does('foreign-next-link')) {
    return { ...bundle.data, link: [{ relation: 'next', url: `${elsewhere}/Observation?page=2` }] };
  }
  const text = JSON.stringify(body);
  if (does('foreign-reference')) {
    return JSON.parse(text.replaceAll(/"reference":"(\w+\/)/g, `"reference":"${elsewhere}/$1`));
  }
  if (does('other-patient')) {
    return JSON.parse(
      text.replaceAll(/"reference":"Patient\/[^"]+"/g, '"reference":"Patient/somebody-else"'),
    );
  }
  return body;
}
