import { html } from 'hono/html';
import type { CodeableConcept, FhirResource, QuestionnaireResponseItem } from '../../fhir/index.ts';
import type { Markup } from './layout.ts';
import { allOf, nameOf, type PagesOptions } from './options.ts';
import { dateWord, statusWord, typeWord } from './words.ts';

/** Resources in words a person can read, each with its JSON underneath. Newest first. */
export function writtenList(resources: readonly FhirResource[]): Markup {
  if (resources.length === 0) return html`<p class="quiet">Inget är skrivet ännu.</p>`;
  const newest = resources.toSorted((a, b) => lastUpdated(b).localeCompare(lastUpdated(a)));
  return html`${newest.map(card)}`;
}

/** What has been written since the EHR started, patient by patient. */
export function writtenForAll(options: PagesOptions): Markup {
  const written = options.resources().filter((each) => !options.isOriginal(each));
  const groups = allOf(options, 'Patient')
    .map((patient) => ({
      patient,
      own: written.filter((each) => options.ownersOf(each).includes(patient.id ?? '')),
    }))
    .filter(({ own }) => own.length > 0);
  return html`<h1>Det som skrivits</h1>
<p>Allt som Hälsofrågor har skrivit sedan demon startade. Det försvinner när demon stängs.</p>
${groups.length === 0 ? html`<p class="quiet">Inget är skrivet ännu.</p>` : ''}
${groups.map(
  ({ patient, own }) =>
    html`<h2><a href="/patient/${patient.id}">${nameOf(patient)}</a></h2>${writtenList(own)}`,
)}`;
}

function lastUpdated(resource: FhirResource): string {
  return resource.meta?.lastUpdated ?? '';
}

function card(resource: FhirResource): Markup {
  const { resourceType, meta } = resource;
  const labels = [...(meta?.security ?? []), ...(meta?.tag ?? [])].map(({ code }) => code ?? '');
  const status = 'status' in resource && typeof resource.status === 'string' ? resource.status : '';
  return html`<article class="card"><h3>${typeWord(resourceType)}</h3>
<p class="quiet">${[statusWord(status), dateWord(meta?.lastUpdated), `version ${meta?.versionId ?? ''}`].filter(Boolean).join(', ')}</p>
${summary(resource)}
${labels.map((each) => html`<span class="tag">${each}</span>`)}
<details><summary>Visa som FHIR</summary><pre tabindex="0">${JSON.stringify(resource, null, 2)}</pre></details></article>`;
}

function conceptWords(concept: CodeableConcept | undefined): string {
  const coding = concept?.coding?.[0];
  return concept?.text ?? coding?.display ?? coding?.code ?? '';
}

function summary(resource: FhirResource): Markup {
  switch (resource.resourceType) {
    case 'QuestionnaireResponse':
      return html`<ul class="answers">${(resource.item ?? []).flatMap(answerLines).map((line) => html`<li>${line}</li>`)}</ul>`;
    case 'Observation': {
      const value = resource.valueCodeableConcept ?? resource.dataAbsentReason;
      const number = resource.valueInteger ?? resource.valueQuantity?.value;
      return html`<p>${conceptWords(resource.code)}: ${conceptWords(value)}${number ?? ''}</p>`;
    }
    case 'ServiceRequest':
      return html`<p>${conceptWords(resource.code)}</p>`;
    case 'Task':
      return html`<p>${[resource.description, conceptWords(resource.code)].filter(Boolean).join(' – ')}</p>`;
    default:
      return html``;
  }
}

function answerLines(item: QuestionnaireResponseItem): readonly string[] {
  const words = (item.answer ?? []).map((each) => answerWord(each)).filter(Boolean);
  const here = words.length > 0 ? [`${item.text ?? item.linkId}: ${words.join(', ')}`] : [];
  const below = [...(item.item ?? []), ...(item.answer ?? []).flatMap((each) => each.item ?? [])];
  return [...here, ...below.flatMap(answerLines)];
}

type Answer = NonNullable<QuestionnaireResponseItem['answer']>[number];

function answerWord(answer: Answer): string {
  if (answer.valueBoolean !== undefined) return answer.valueBoolean ? 'ja' : 'nej';
  const { valueCoding, valueString, valueDate, valueDateTime, valueInteger } = answer;
  const coded = valueCoding?.display ?? valueCoding?.code;
  return coded ?? valueString ?? valueDate ?? valueDateTime ?? valueInteger?.toString() ?? '';
}
