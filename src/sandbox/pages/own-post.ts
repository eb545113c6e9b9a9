import type { Context } from 'hono';

/** Whether a form was sent from a page of ours. `Origin` says nothing here: with no-referrer it is always `null`. */
export function isOwnPost(c: Context): boolean {
  return c.req.header('sec-fetch-site') === 'same-origin';
}
