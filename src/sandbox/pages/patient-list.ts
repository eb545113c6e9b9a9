import { html } from 'hono/html';
import { type Person, situations, unitNames } from '../people/index.ts';
import type { Markup } from './layout.ts';
import { situationWords } from './words.ts';

export type Search = { readonly text: string; readonly situation: string };

/** The people whose name, reason or clinic holds the text, and who are in the situation asked for. */
function found(people: readonly Person[], { text, situation }: Search): readonly Person[] {
  const wanted = text.trim().toLocaleLowerCase('sv');
  return people.filter(
    (person) =>
      wordsOf(person).includes(wanted) &&
      (situation === '' || person.situations.some((each) => each === situation)),
  );
}

function wordsOf({ given, family, reason, unit }: Person): string {
  return `${given} ${family} ${reason} ${unitNames[unit]}`.toLocaleLowerCase('sv');
}

export function patientList(
  people: readonly Person[],
  search: Search,
  hrefOf: (person: Person) => string,
): Markup {
  return html`<h1>Dagens patienter</h1>
<form class="find" role="search" method="get">
<label>Namn, besöksorsak eller mottagning <input type="search" name="q" value="${search.text}"></label>
<label>Situation <select name="situation"><option value="">Alla</option>${situations.map(
    (each) =>
      html`<option value="${each}"${each === search.situation ? html` selected` : ''}>${situationWords[each]}</option>`,
  )}</select></label>
<button>Sök</button>
</form>
${tableOf(found(people, search), hrefOf)}`;
}

export function tableOf(people: readonly Person[], hrefOf: (person: Person) => string): Markup {
  if (people.length === 0) return html`<p>Ingen patient stämmer med sökningen.</p>`;
  return html`<p class="quiet">${people.length} patienter</p>
<div class="scroll" role="region" aria-label="Patienter" tabindex="0"><table>
<thead><tr><th scope="col">Namn</th><th scope="col">Ålder</th><th scope="col">Mottagning</th><th scope="col">Besöksorsak</th><th scope="col">Att tänka på</th></tr></thead>
<tbody>${people.map(
    (person) => html`<tr>
<th scope="row"><a href="${hrefOf(person)}">${person.given} ${person.family}</a></th>
<td>${person.age}</td><td>${unitNames[person.unit]}</td><td>${person.reason}</td>
<td>${person.situations.map((each) => html`<span class="tag">${situationWords[each]}</span>`)}</td>
</tr>`,
  )}</tbody></table></div>`;
}
