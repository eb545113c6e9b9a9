import type { Hono } from 'hono';
import { html } from 'hono/html';
import { page } from './layout.ts';
import type { PagesOptions } from './options.ts';
import { isOwnPost } from './own-post.ts';

const gone = html`<h1>Påminnelsen finns inte längre</h1><p><a href="/">Till patienterna</a></p>`;

/** Following a card's link, and dismissing the card. */
export function reminderPages(site: Hono, options: PagesOptions): void {
  const { reminders } = options;
  site.get('/patient/:id/kort/:uuid', (c) => {
    const shown = reminders.card(c.req.param('uuid'));
    const smart = shown?.card.links?.find(({ type }) => type === 'smart');
    const isOurs = smart?.url === options.launchPage;
    if (!shown || !isOurs || shown.patient !== c.req.param('id')) {
      return c.html(page('Påminnelse', 'none', gone), 404);
    }
    const { patient } = shown;
    const { appContext } = smart;
    return c.redirect(
      options.launchUrl({
        patient,
        encounter: `${patient}-idag`,
        ...(appContext === undefined ? {} : { appContext }),
      }),
      303,
    );
  });
  site.post('/patient/:id/kort/:uuid', async (c) => {
    if (!isOwnPost(c)) return c.text('', 403);
    const { reason } = await c.req.parseBody();
    const told = await reminders.dismiss(
      c.req.param('uuid'),
      typeof reason === 'string' ? reason : '',
    );
    const back = `/patient/${c.req.param('id')}`;
    if (told) return c.redirect(back, 303);
    const sorry = html`<h1>Påminnelsen är borttagen</h1><p>Skälet kunde inte skickas.</p><p><a href="${back}">Till patienten</a></p>`;
    return c.html(page('Påminnelse', 'none', sorry), 502);
  });
}
