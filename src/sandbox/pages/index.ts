/** What people see of the demo EHR: rendered here, no script in the browser. */
import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { chart } from './chart.ts';
import { page } from './layout.ts';
import { allOf, nameOf, type PagesOptions } from './options.ts';
import { patientList, tableOf } from './patient-list.ts';
import { portalPages } from './portal-pages.ts';
import { reminderPages } from './reminder-pages.ts';
import { pageHeaders } from './security-headers.ts';
import { suggestionsPage } from './suggestions.ts';
import { withoutEhr } from './without-ehr.ts';
import { writtenForAll } from './written.ts';

export type { PagesOptions } from './options.ts';

export function pages(options: PagesOptions): Hono {
  const style = readFileSync(new URL('./ehr.css', import.meta.url), 'utf8');
  const site = new Hono();
  site.use(pageHeaders(options.appOrigin, options.url));
  site.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  site.get('/ehr.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }));
  site.get('/', (c) => {
    const list = patientList(options.people, searchIn(c), ({ id }) => `/patient/${id}`);
    const whole = html`${list}${withoutEhr(options.launchPage)}`;
    return c.html(page('Patienter', 'patients', whole));
  });
  site.get('/prova', (c) => c.html(page('Att prova', 'try', suggestionsPage())));
  site.get('/skrivet', (c) => c.html(page('Det som skrivits', 'written', writtenForAll(options))));
  site.get('/cds-client/jwks.json', (c) => c.json(options.cdsKeys));
  site.get('/patient/:id', async (c) => {
    const patient = allOf(options, 'Patient').find(({ id }) => id === c.req.param('id'));
    if (!patient) return c.html(problemPage('Patienten finns inte.'), 404);
    const beside = c.req.query('bredvid') === 'ja';
    const reminder = beside ? undefined : await options.reminders.of(patient.id ?? '');
    const content = chart(options, patient, { beside, reminder });
    return c.html(page(nameOf(patient), 'patients', content, beside));
  });
  site.get('/patient/:id/halsofragor', (c) => {
    const patient = c.req.param('id');
    return c.redirect(options.launchUrl({ patient, encounter: `${patient}-idag` }), 303);
  });
  site.get('/hur-manga', (c) => c.redirect(new URL('coverage.html', options.launchPage).href, 303));
  portalPages(site, options);
  reminderPages(site, options);
  standalone(site, options);
  site.all('*', (c) => c.html(problemPage('Sidan finns inte.'), 404));
  return site;
}

function searchIn(c: Context) {
  return { text: c.req.query('q') ?? '', situation: c.req.query('situation') ?? '' };
}

/**
 * The app was started outside the EHR and asks for a patient (SMART "launch/patient"): one is chosen here,
 * and the authorization goes on as if the EHR had opened the app.
 */
function standalone(site: Hono, options: PagesOptions): void {
  site.get('/oauth/authorize', (c) => {
    const asked = new URL(c.req.url).searchParams;
    const hrefOf = (patient: string): string => `/valj/${patient}?${asked}`;
    const list = tableOf(options.people, ({ id }) => hrefOf(id));
    return c.html(
      page(
        'Välj patient',
        'none',
        html`<h1>Välj patient</h1><p class="notice">Hälsofrågor startades utanför journalen. Välj vilken patient det gäller.</p>${list}`,
      ),
    );
  });
  site.get('/valj/:id', (c) => {
    const asked = new URL(c.req.url).searchParams;
    asked.set('launch', options.openLaunch({ patient: c.req.param('id') }));
    return c.redirect(`/oauth/authorize?${asked}`, 303);
  });
}

/** The whole page, as text, for a problem that has no other place to be shown. */
export function problemPage(problem: string): string {
  return String(
    page(
      'Det gick inte',
      'none',
      html`<h1>Det gick inte att öppna</h1><p>${problem}</p><p><a href="/">Till patienterna</a></p>`,
    ),
  );
}
