import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { Login } from '../portal/index.ts';
import { type Markup, page } from './layout.ts';
import type { PagesOptions } from './options.ts';
import { isOwnPost } from './own-post.ts';
import { kindWord, portalView } from './portal-view.ts';

/** Whose row of `site.json` a log-in speaks for. */
const rowOf = { self: 'patient-portal', proxy: 'proxies', guardian: 'child-record' } as const;

const notFound = html`<h1>Inloggningen finns inte</h1><p><a href="/portal">Till patientens vy</a></p>`;

/** The portal as each person who can log in to it meets it, and the tokens a probe reads with. */
export function portalPages(site: Hono, options: PagesOptions): void {
  const { portal } = options;
  const loginIn = (id: string): Login | undefined => portal.logins.find((each) => each.id === id);
  site.get('/portal', (c) =>
    c.html(page('Vad patienten ser', 'portal', overview(options), false, 'ingen')),
  );
  site.get('/portal/:id', (c) => {
    const login = loginIn(c.req.param('id'));
    const content = login ? portalView(options, login) : notFound;
    const user = login?.name ?? 'ingen';
    return c.html(page('Vad patienten ser', 'portal', content, false, user), login ? 200 : 404);
  });
  site.get('/portal/:id/token.json', (c) => {
    const login = loginIn(c.req.param('id'));
    if (!login) return c.notFound();
    const { id, kind, patient, open } = login;
    return c.json({
      name: id,
      row: rowOf[kind],
      patient,
      token: portal.token(id),
      ...(open ? {} : { shutOut: true }),
    });
  });
  site.get('/portal/:id/kontroll.json', (c) => {
    const login = loginIn(c.req.param('id'));
    if (!login) return c.notFound();
    const { patient } = login;
    return c.json({ name: 'control', patient, token: portal.staffToken(patient) });
  });
  site.post('/portal', async (c) => {
    if (!isOwnPost(c)) return c.text('', 403);
    const { labels } = await c.req.parseBody();
    portal.setLabels(labels === 'ignored' ? 'ignored' : 'honoured');
    return c.redirect('/portal', 303);
  });
}

function overview({ portal, people }: PagesOptions): Markup {
  const nameById = new Map(people.map((each) => [each.id, each]));
  return html`<h1>Vad patienten ser</h1>
<p>Patientens egen läsning på nätet, och den som loggar in i patientens ställe: ett ombud, en vårdnadshavare eller någon som har patientens inloggning. Inloggningarna är påhittade.</p>
${labelSwitch(portal.labels() === 'honoured')}
<div class="scroll" role="region" aria-label="Inloggningar" tabindex="0"><table>
<thead><tr><th scope="col">Loggar in</th><th scope="col">Som</th><th scope="col">Läser journalen för</th><th scope="col">Journalen är</th></tr></thead>
<tbody>${portal.logins.map((login) => {
    const person = nameById.get(login.patient);
    return html`<tr><th scope="row"><a href="/portal/${login.id}">${login.name}</a></th><td>${kindWord(login)}</td>
<td>${person?.given} ${person?.family}, ${person?.age} år</td><td>${login.open ? 'öppen' : 'stängd'}</td></tr>`;
  })}</tbody></table></div>`;
}

function labelSwitch(honoured: boolean): Markup {
  const next = honoured ? 'ignored' : 'honoured';
  return html`<form class="notice" method="post" action="/portal">
<p>${
    honoured
      ? html`Portalen <strong>följer</strong> märkningen: det som är märkt som känsligt visas inte.`
      : html`Portalen <strong>struntar i</strong> märkningen: allt visas. En del verkliga portaler gör så.`
  }</p>
<button name="labels" value="${next}">${honoured ? 'Strunta i märkningen' : 'Följ märkningen'}</button>
</form>`;
}
