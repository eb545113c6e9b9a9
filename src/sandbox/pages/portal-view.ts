import { html } from 'hono/html';
import type { Login } from '../portal/index.ts';
import type { Markup } from './layout.ts';
import type { PagesOptions } from './options.ts';
import { dateWord, statusWord, typeWord } from './words.ts';
import { writtenList } from './written.ts';

export function kindWord({ kind }: Login): string {
  switch (kind) {
    case 'self':
      return 'patienten själv';
    case 'proxy':
      return 'ombud';
    case 'guardian':
      return 'vårdnadshavare';
  }
}

/** One log-in's view of its chart: what was there before, and what the app wrote and this person can read. */
export function portalView(options: PagesOptions, login: Login): Markup {
  const person = options.people.find(({ id }) => id === login.patient);
  const seen = options.seenBy(login);
  const written = seen.filter((each) => !options.isOriginal(each));
  const original = seen.filter((each) => options.isOriginal(each));
  return html`<h1>Journalen för ${person?.given} ${person?.family}, ${person?.age} år</h1>
<p>Så ser den ut för ${login.name} (${kindWord(login)}).</p>
${login.open ? '' : html`<p class="notice">Journalen är stängd för den här inloggningen på grund av barnets ålder.</p>`}
<h2>I journalen sedan tidigare</h2>
${original.map(
  (each) => html`<article class="card"><h3>${typeWord(each.resourceType)}</h3>
<p class="quiet">${[statusOf(each), dateWord(each.meta?.lastUpdated)].filter(Boolean).join(', ')}</p></article>`,
)}
<h2>Skrivet från Hälsofrågor</h2>
${written.length === 0 ? html`<p>Inget syns här.</p>` : html`<p class="notice"><strong>Det här syns.</strong> Den som läser det kan vara den som utövar våldet.</p>`}
${written.length === 0 ? '' : writtenList(written)}
<p><a class="button" href="/portal/${login.id}/token.json" download>Nyckel för läckageprovet</a>
<a class="button" href="/portal/${login.id}/kontroll.json" download>Personalens nyckel, att jämföra med</a></p>
<p><a href="/portal">Alla inloggningar</a></p>`;
}

function statusOf(resource: object): string {
  return 'status' in resource && typeof resource.status === 'string'
    ? statusWord(resource.status)
    : '';
}
