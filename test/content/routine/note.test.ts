import { expect, test } from 'vitest';
import { assess } from '../../../src/guidance/index.ts';
import { journalNote, type Occasion } from '../../../src/record/index.ts';
import { adult, answersFrom, packOf } from './content.ts';

const pack = packOf('se-orebro');
const passed = Object.fromEntries(pack.gate.conditions.map(({ item }) => [item, 'yes']));

type Author = NonNullable<Occasion['author']>;
const sara: Author = { reference: 'Practitioner/1', name: 'Sara Sjuksköterska' };

function noteFor(said: Readonly<Record<string, string>>, author = sara): string {
  const answers = answersFrom(adult, said);
  const circumstances = { today: '2026-11-22', route: 'routine', facts: [] } as const;
  return journalNote({
    pack,
    form: adult,
    answers,
    outcome: assess(pack, adult, answers, circumstances),
    occasion: {
      key: '0b6f6f0e-6d0c-4a52-8a39-3d7f6a2b9c11',
      issuer: 'https://ehr.example/fhir',
      patient: { reference: 'Patient/1', name: 'Test Testsson' },
      personAsked: 'patient',
      route: 'routine',
      author,
      authored: '2026-11-22T10:00:00+01:00',
      language: 'sv',
      protectedIdentity: false,
      routine: { id: pack.id, version: pack.version, audience: 'adult' },
    },
    language: 'sv',
  });
}

test('the note says that the talk was private only when it was', () => {
  expect(noteFor({ ...passed, afraid: 'yes' })).toContain('i enrum');
  const walkedIn = noteFor({ ...passed, afraid: 'yes', 'gate.reason': 'interrupted' });
  expect(walkedIn).not.toContain('i enrum');
  expect(walkedIn).toContain('inte enskilt hela tiden');
});

test('the note of a yes tells that, what was agreed, and none of the answers', () => {
  const note = noteFor({
    ...passed,
    sexual: 'yes',
    'danger.weapon': 'yes',
    'children.exist': 'yes',
    'support.service': 'counsellor',
    'support.consent': 'yes',
    'support.safe-contact': 'no',
    'follow-up.person': 'Sara',
    'follow-up.date': '2026-12-03',
  });
  expect(note).toContain('minst ett ja');
  expect(note).toContain('Samtycke till kontakt med: Kurator här i vården.');
  expect(note).toContain('Uppföljning: Sara, 2026-12-03.');
  expect(note).not.toMatch(/sexuel|vapen|våld|rädd|misshand/i);
});

test('the note of nobody asked gives the reason and the new occasion', () => {
  const note = noteFor({ 'gate.reason': 'no-time', 'gate.next-date': '2026-12-01' });
  expect(note).toContain('ställdes inte 2026-11-22');
  expect(note).toContain('Skäl: Inte tid att lyssna i dag.');
  expect(note).toContain('Nytt tillfälle: 2026-12-01');
  expect(note).not.toContain('enrum');
});

test('the note names who asked when the EHR says, and has no empty place for a name when it does not', () => {
  const said = { ...passed, afraid: 'yes' };
  expect(noteFor(said)).toContain('kl. 10:00. Ställda av: Sara Sjuksköterska.');
  const unnamed = noteFor(said, { reference: 'Practitioner/1' });
  expect(unnamed).toContain('kl. 10:00.');
  expect(unnamed).not.toMatch(/Ställda av|____/);
});
