import type { Situation } from '../people/index.ts';

export const situationWords: Readonly<Record<Situation, string>> = {
  'protected-identity': 'skyddade personuppgifter',
  interpreter: 'behöver tolk',
  pregnancy: 'gravid',
  injury: 'skada',
  dental: 'tandvård',
  'two-guardians': 'barn, två vårdnadshavare',
  'home-care': 'vård i hemmet',
  'missed-visits': 'uteblivna besök',
};

const typeWords: Readonly<Record<string, string>> = {
  QuestionnaireResponse: 'Frågor och svar',
  Observation: 'Resultat',
  ServiceRequest: 'Remiss',
  Task: 'Uppgift att följa upp',
  Provenance: 'Vem som skrev, och när',
  DocumentReference: 'Journalanteckning',
  Consent: 'Samtycke',
  Communication: 'Meddelande',
  Condition: 'Diagnos',
  Flag: 'Uppmärksamhetssignal',
  Encounter: 'Besök',
  Patient: 'Uppgifter om patienten',
  RelatedPerson: 'Närstående',
  Appointment: 'Bokad tid',
};

export function typeWord(type: string): string {
  return typeWords[type] ?? type;
}

const statusWords: Readonly<Record<string, string>> = {
  'in-progress': 'pågår',
  finished: 'avslutat',
  completed: 'klart',
  stopped: 'avbrutet',
  amended: 'ändrat',
  final: 'slutgiltigt',
  corrected: 'rättat',
  'entered-in-error': 'makulerat',
  unknown: 'okänt',
  active: 'aktiv',
  revoked: 'återtagen',
  draft: 'utkast',
  requested: 'skickad',
  received: 'mottagen',
  accepted: 'accepterad',
  rejected: 'avvisad',
  cancelled: 'avbokad',
  'on-hold': 'vilande',
  failed: 'misslyckad',
  current: 'gällande',
  noshow: 'kom inte',
};

export function statusWord(status: string): string {
  return statusWords[status] ?? status;
}

export function genderWord(gender: string | undefined): string {
  if (gender === 'female') return 'kvinna';
  return gender === 'male' ? 'man' : 'kön ej angivet';
}

const dayFormat = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'long',
  timeZone: 'Europe/Stockholm',
});
const timeFormat = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/Stockholm',
});

/** A date or a point in time, as it is written in Sweden; the text itself when it is neither. */
export function dateWord(text: string | undefined): string {
  const time = Date.parse(text ?? '');
  if (text === undefined || Number.isNaN(time)) return text ?? '';
  return (text.length > 10 ? timeFormat : dayFormat).format(time);
}

export function languageWord(code: string): string {
  return new Intl.DisplayNames('sv', { type: 'language' }).of(code) ?? code;
}

/** Whole years on `today`; both dates YYYY-MM-DD. */
export function ageOn(today: string, birthDate: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
