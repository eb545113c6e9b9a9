import { html } from 'hono/html';
import type { Markup } from './layout.ts';

type Suggestion = { readonly patient: string; readonly who: string; readonly what: string };

const suggestions: readonly Suggestion[] = [
  {
    patient: 'anna',
    who: 'Anna, 41 år',
    what: 'Ställ alla frågor och svara nej. Spara och läs i journalen vad som skrevs.',
  },
  {
    patient: 'bertil',
    who: 'Bertil, 52 år',
    what: 'Svara nej på några frågor och ”vill inte svara” på resten. Att avstå är ett svar som respekteras.',
  },
  {
    patient: 'ibrahim',
    who: 'Ibrahim, 38 år, Karlskoga',
    what: 'Svara ja på en fråga, följ stegen och skicka en remiss med samtycke. Öppna Hälsofrågor igen och följ upp den.',
  },
  {
    patient: 'cecilia',
    who: 'Cecilia, 34 år, skyddade personuppgifter',
    what: 'Se att kommunen aldrig hämtas ur journalen och att ingen adress skrivs.',
  },
  {
    patient: 'dalal',
    who: 'Dalal, 29 år, behöver tolk i arabiska',
    what: 'Ingen opartisk tolk i dag: välj att inte fråga, med skäl och nytt tillfälle.',
  },
  {
    patient: 'elin',
    who: 'Elin, 31 år, gravid',
    what: 'Berätta om tidigare våld av någon som fortfarande kan nå patienten.',
  },
  {
    patient: 'hjordis',
    who: 'Hjördis, 78 år, vård i hemmet',
    what: 'Någon annan är i rummet: tryck på Dölj och gå sedan vidare. Inget av svaren ska gå att läsa.',
  },
  {
    patient: 'johanna',
    who: 'Johanna, 27 år, tandskada',
    what: 'Svara ja och ange att det finns barn som bor hos någon annan. Läs vad som gäller för anmälan.',
  },
  {
    patient: 'anna',
    who: 'Vem som helst',
    what: 'Öppna i eget fönster och gör hela besöket med bara tangentbordet.',
  },
];

/** What a newcomer can try, in the order that shows most. */
export function suggestionsPage(): Markup {
  return html`<h1>Att prova</h1>
<p>Öppna patienten, välj <strong>Hälsofrågor bredvid journalen</strong> och gör så här. Allt som sparas syns längst ned i patientens journal och under <a href="/skrivet">Det som skrivits</a>.</p>
<ol class="steps">${suggestions.map(
    ({ patient, who, what }) => html`<li><a href="/patient/${patient}">${who}</a><br>${what}</li>`,
  )}</ol>`;
}
