import { html } from 'hono/html';
import type { FhirResource, Patient } from '../../fhir/index.ts';
import type { Reminder } from '../cds-client/index.ts';
import type { Markup } from './layout.ts';
import { allOf, nameOf, type PagesOptions } from './options.ts';
import { reminderCards } from './reminder-card.ts';
import { ageOn, dateWord, genderWord, languageWord, statusWord } from './words.ts';
import { writtenList } from './written.ts';

type Opened = {
  /** The app is open in a panel next to the chart. */
  readonly beside: boolean;
  /** What the CDS service said; nobody asks it while the app is open. */
  readonly reminder: Reminder | undefined;
};

export function chart(
  options: PagesOptions,
  patient: Patient,
  { beside, reminder }: Opened,
): Markup {
  const id = patient.id ?? '';
  const mine = (each: FhirResource): boolean => options.ownersOf(each).includes(id);
  const written = options.resources().filter((each) => mine(each) && !options.isOriginal(each));
  return html`<div>
${who(patient, options.today)}
${reminder ? reminderCards(reminder) : ''}
${actions(id, beside)}
<h2>Besök</h2>
${visits(allOf(options, 'Encounter').filter(mine))}
<h2>Diagnoser</h2>
${plain(
  allOf(options, 'Condition')
    .filter(mine)
    .map((each) => each.code?.text ?? ''),
)}
<h2>Anteckningar</h2>
${notes(allOf(options, 'DocumentReference').filter((each) => mine(each) && options.isOriginal(each)))}
${related(options, mine)}
<h2>Skrivet från Hälsofrågor</h2>
${beside ? html`<p class="quiet">Det senaste visas när du stänger Hälsofrågor.</p>` : ''}
${writtenList(written)}
</div>
${beside ? panel(id) : ''}`;
}

function who(patient: Patient, today: string): Markup {
  const { birthDate = '', gender, meta, communication } = patient;
  const isProtected = (meta?.security ?? []).length > 0;
  const language = communication?.[0]?.language.coding?.[0]?.code;
  const address = patient.address?.[0];
  return html`<section class="who" aria-label="Patient">
<h1>${nameOf(patient)}, ${ageOn(today, birthDate)} år</h1>
${isProtected ? html`<p class="notice"><strong>Skyddade personuppgifter.</strong> Uppgift om bostad visas inte.</p>` : ''}
<dl>
<div><dt>Personnummer (påhittat)</dt><dd>${patient.identifier?.[0]?.value}</dd></div>
<div><dt>Kön</dt><dd>${genderWord(gender)}</dd></div>
${address ? html`<div><dt>Adress</dt><dd>${address.line?.join(', ')}, ${address.city}</dd></div>` : ''}
${language === undefined ? '' : html`<div><dt>Tolk</dt><dd>behövs, ${languageWord(language)}</dd></div>`}
</dl>
</section>`;
}

function actions(id: string, beside: boolean): Markup {
  const chartUrl = `/patient/${id}`;
  return html`<p class="actions">
${
  beside
    ? html`<a class="button" href="${chartUrl}">Stäng Hälsofrågor</a>`
    : html`<a class="button first" href="${chartUrl}?bredvid=ja">Hälsofrågor bredvid journalen</a>`
}
<a class="button" href="${chartUrl}/halsofragor" target="_blank" rel="noopener noreferrer">Hälsofrågor i eget fönster</a>
</p>`;
}

function panel(id: string): Markup {
  return html`<aside class="panel" aria-label="Hälsofrågor"><iframe title="Hälsofrågor" src="/patient/${id}/halsofragor" allow="clipboard-write" referrerpolicy="no-referrer"></iframe></aside>`;
}

function visits(all: readonly Extract<FhirResource, { resourceType: 'Encounter' }>[]): Markup {
  return html`${all.map(
    (each) => html`<article class="card"><h3>${each.reasonCode?.[0]?.text ?? 'Besök'}</h3>
<p class="quiet">${each.serviceProvider?.display}, ${dateWord(each.period?.start)}, ${statusWord(each.status)}</p></article>`,
  )}`;
}

function notes(
  all: readonly Extract<FhirResource, { resourceType: 'DocumentReference' }>[],
): Markup {
  return html`${all.map(
    (each) => html`<article class="card"><h3>${each.type?.text ?? 'Anteckning'}</h3>
<p class="quiet">${dateWord(each.date)}</p>
<p>${Buffer.from(each.content[0]?.attachment.data ?? '', 'base64').toString('utf8')}</p></article>`,
  )}`;
}

function related(options: PagesOptions, mine: (each: FhirResource) => boolean): Markup {
  const persons = allOf(options, 'RelatedPerson').filter(mine);
  const missed = allOf(options, 'Appointment').filter(
    (each) => each.status === 'noshow' && mine(each),
  );
  return html`
${persons.length > 0 ? html`<h2>Närstående</h2>${plain(persons.map((each) => `${each.name?.[0]?.text ?? ''}, ${(each.relationship?.[0]?.text ?? '').toLowerCase()}`))}` : ''}
${
  missed.length > 0
    ? html`<h2>Uteblivna besök</h2>${plain(missed.map((each) => `${each.description ?? ''}, ${dateWord(each.start)}`))}`
    : ''
}`;
}

function plain(lines: readonly string[]): Markup {
  if (lines.length === 0) return html`<p class="quiet">Inga</p>`;
  return html`<ul>${lines.map((each) => html`<li>${each}</li>`)}</ul>`;
}
