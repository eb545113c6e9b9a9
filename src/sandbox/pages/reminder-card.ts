import { html } from 'hono/html';
import type { Reminder, Shown } from '../cds-client/index.ts';
import type { Markup } from './layout.ts';

/** What the CDS service said when the chart was opened, above everything else and in no hurry. */
export function reminderCards(reminder: Reminder): Markup {
  switch (reminder.kind) {
    case 'cards':
      return html`${reminder.shown.map(reminderCard)}`;
    case 'unavailable':
      return html`<p class="quiet">Påminnelser kunde inte hämtas. Hälsofrågor går att öppna ändå.</p>`;
  }
}

function reminderCard({ card, patient }: Shown): Markup {
  const { uuid, summary, detail, source, overrideReasons = [], links = [] } = card;
  const smart = links.find(({ type }) => type === 'smart');
  const at = `/patient/${patient}/kort/${uuid ?? ''}`;
  return html`<section class="card reminder" aria-label="Påminnelse">
<h2>${summary}</h2>
${(detail ?? '').split(/\n{2,}/).map((each) => (each === '' ? '' : html`<p>${each}</p>`))}
<p class="quiet">${source.label}</p>
${smart && uuid ? html`<p class="actions"><a class="button first" href="${at}" target="_blank" rel="noopener noreferrer">${smart.label}</a></p>` : ''}
${
  uuid
    ? html`<form class="find" method="post" action="${at}">
<label>Skäl <select name="reason" autocomplete="off"><option value="">Inget skäl</option>${overrideReasons.map(
        (each) => html`<option value="${each.code}">${each.display ?? each.code}</option>`,
      )}</select></label>
<button>Avfärda</button>
</form>`
    : ''
}
</section>`;
}
