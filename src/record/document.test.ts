import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentReference, QuestionnaireResponse } from '../fhir/index.ts';
import { resourcesIn, system } from '../fhir/index.ts';
import { base64Of } from './base64.ts';
import { occasion, site, sourceOf } from './cases/worked-case.ts';
import { buildDocument, documentPermitted } from './document.ts';
import { buildDraft, draftsPermitted } from './draft.ts';
import { RecordError } from './error.ts';
import { journalNote } from './note.ts';
import { revisionProvenance } from './revision.ts';
import type { Site } from './site.ts';

const source = sourceOf({ 'gate.alone': true, first: 'ja', second: 'nej' });
const landing = site.landing as NonNullable<Site['landing']>;
const open: Site = {
  ...site,
  drafts: true,
  landing: { ...landing, document: { where: 'Skyddat sökord' } },
};

describe('the note as a document', () => {
  const noteOf = (given: Site) => {
    const [note] = resourcesIn(buildDocument({ ...source, site: given, language: 'sv' }));
    return note as DocumentReference;
  };

  test('says the journal note to the letter, labelled, about the patient, at the visit', () => {
    const note = noteOf(open);
    const [content] = note.content;
    const text = Buffer.from(content?.attachment.data ?? '', 'base64').toString('utf8');
    expect(text).toBe(journalNote({ ...source, language: 'sv' }));
    expect(text).not.toBe('');
    expect(note.meta?.security?.map(({ code }) => code)).toContain('SDV');
    expect(note.securityLabel?.length).toBe(note.meta?.security?.length);
    expect(note.subject?.reference).toBe(occasion.patient.reference);
    expect(note.type).toBeUndefined();
  });

  test('is told by its name, who wrote it, at which visit, and as what it is to be read', () => {
    const note = noteOf(open);
    expect(note).toMatchObject({
      resourceType: 'DocumentReference',
      identifier: [{ system: system.occasion, value: `${occasion.key}#document` }],
      author: [{ reference: occasion.author?.reference }],
      context: { encounter: [{ reference: occasion.encounter }] },
      content: [{ attachment: { contentType: 'text/plain; charset=utf-8' } }],
    });
    expect(note.securityLabel).toEqual(note.meta?.security?.map((each) => ({ coding: [each] })));
    const [entry] = buildDocument({ ...source, site: open, language: 'sv' }).entry ?? [];
    expect(entry?.request).toMatchObject({ method: 'POST', url: 'DocumentReference' });
  });

  test('has the type the site has decided', () => {
    const type = { system: 'https://region.example/types', code: 'x' };
    const document = { where: 'Skyddat sökord', type };
    expect(noteOf({ ...open, landing: { ...landing, document } }).type).toEqual({ coding: [type] });
  });

  test.each([
    ['the site has not said where notes land', site, 'not-permitted'],
    ['the portal has not been tested', { ...open, readers: {} }, 'not-permitted'],
  ] as const)('cannot be built when %s', (_, given, code) => {
    expect(documentPermitted(given, occasion)).toBe(false);
    expect(() => noteOf(given)).toThrow(new RecordError(code));
  });

  test('never speaks of a parent in the chart of a child', () => {
    const asked = {
      ...source,
      site: open,
      occasion: { ...occasion, personAsked: 'guardian' as const },
    };
    expect(() => buildDocument({ ...asked, language: 'sv' })).toThrow(
      new RecordError('guardian-asked'),
    );
  });

  test('base64 of any text is what others make of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(base64Of(text)).toBe(Buffer.from(text, 'utf8').toString('base64'));
      }),
    );
  });
});

describe('answers on the server before they are saved', () => {
  test('are off until the site says otherwise', () => {
    expect(draftsPermitted(site, occasion)).toBe(false);
    expect(draftsPermitted(undefined, occasion)).toBe(false);
    expect(() => buildDraft({ ...source, site })).toThrow(new RecordError('not-permitted'));
  });

  test('are in progress, under a name beside the record’s, labelled as the gravest', () => {
    const draft: QuestionnaireResponse = buildDraft({ ...source, site: open });
    expect(draft.status).toBe('in-progress');
    expect(draft.identifier).toEqual({ system: system.occasion, value: `${occasion.key}#draft` });
    expect(draft.meta?.security?.[0]?.code).toBe('V');
    expect(draft.meta?.tag).toEqual([]);
    expect(draft.subject).toEqual({ reference: occasion.patient.reference });
    expect(draft.author).toEqual({ reference: occasion.author?.reference });
    expect(draft.encounter).toEqual({ reference: occasion.encounter });
  });
});

test('every revision has its own name and says why, by whom and when', () => {
  const given = {
    key: occasion.key,
    reason: 'wrong-answers',
    author: { reference: 'Practitioner/nurse' },
    now: '2026-11-23T08:00:00+01:00',
    security: [{ system: system.actCode, code: 'SDV' }],
  } as const;
  const first = revisionProvenance({ ...given, change: { kind: 'amend', version: '1' } });
  const second = revisionProvenance({ ...given, change: { kind: 'amend', version: '2' } });
  const away = revisionProvenance({ ...given, change: { kind: 'void' } });
  const names = [first, second, away].map(({ meta }) => meta?.tag?.[0]?.code);
  expect(names).toEqual(
    ['amendment.1', 'amendment.2', 'void'].map((each) => `${occasion.key}#${each}`),
  );
  expect(away.reason?.[0]?.coding?.[0]?.code).toBe('wrong-answers');
  expect(away.recorded).toBe(given.now);
  expect(away.agent[0]?.who.reference).toBe('Practitioner/nurse');
  expect([first, away].map(({ activity }) => activity?.coding?.[0])).toEqual([
    { system: system.dataOperation, code: 'UPDATE' },
    { system: system.dataOperation, code: 'NULLIFY' },
  ]);
  expect(away.meta?.security).toEqual(given.security);
  expect(away.reason?.[0]?.coding?.[0]?.system).toMatch(/\/CodeSystem\/revision-reason$/);
});
