import { el, type Markup } from '../markup/index.ts';
import type { Form } from '../questionnaire/index.ts';
import { forAudience, type Pack } from '../routine/index.ts';
import { audienceChapters } from './audiences.ts';
import { facts } from './blocks.ts';
import type { Chapter } from './chapter.ts';
import { contactTable } from './contacts.ts';
import { type HandbookLanguage, type Say, sayIn } from './say.ts';
import { sourceList } from './sources.ts';
import { style } from './style.ts';

export type HandbookSource = {
  /** The whole routine, with its layers. */
  readonly pack: Pack;
  readonly formOf: (canonical: string) => Form | undefined;
  /** The only audience to write of; absent, all of them. */
  readonly audience?: string;
  readonly language: HandbookLanguage;
  /** Calendar day that the handbook is made. */
  readonly today: string;
  /** SHA-256 in base64, for the page's own security policy. */
  readonly sha256: (text: string) => string;
};

/** The pack has no such audience, or there is no questionnaire for one of them. */
export class HandbookError extends Error {
  readonly code: 'no-audience' | 'no-questionnaire';

  constructor(code: HandbookError['code'], found: string) {
    super(`${code}: ${found}`);
    this.name = 'HandbookError';
    this.code = code;
  }
}

function chapterOf({ pack, formOf, today }: HandbookSource, id: string, say: Say): Chapter {
  const flat = forAudience(pack, id);
  const [audience] = flat.ok ? flat.pack.audiences : [];
  if (!flat.ok || audience === undefined) throw new HandbookError('no-audience', id);
  const form = formOf(audience.questionnaire);
  if (form === undefined) throw new HandbookError('no-questionnaire', audience.questionnaire);
  return { audience, pack: flat.pack, form, today, say };
}

function head({ pack, sha256 }: HandbookSource, say: Say): Markup {
  const policy = `default-src 'none'; style-src 'sha256-${sha256(style)}'; base-uri 'none'; form-action 'none'`;
  return el(
    'head',
    {},
    el('meta', { charset: 'utf-8' }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    el('meta', { name: 'referrer', content: 'no-referrer' }),
    el('title', {}, `${say.text('title')}: ${say.plain(pack.title)}`),
    el('style', {}, { markup: style }),
  );
}

function approvals({ approvals: all }: Pack, say: Say): string {
  if (all.length === 0) return say.text('noApproval');
  return all.map(({ by, role, on }) => `${by}, ${role}, ${on}`).join('; ');
}

function cover({ pack, today }: HandbookSource, say: Say): Markup {
  const { validFrom: from, validTo: to } = pack;
  return el(
    'header',
    {},
    el('p', { class: 'kind' }, say.text('title')),
    say.told('h1', pack.title),
    el('p', {}, say.text('lead')),
    pack.status === 'draft' ? el('p', { class: 'draft' }, say.text('draftText')) : '',
    facts([
      [say.text('owner'), pack.owner],
      [say.text('version'), pack.version],
      [
        say.text('valid'),
        to === undefined ? say.text('openEnded', { from }) : say.text('until', { from, to }),
      ],
      [say.text('reviewBy'), pack.reviewBy],
      [say.text('approvals'), approvals(pack, say)],
      [say.text('made'), today],
      [say.text('licence'), pack.licence],
    ]),
  );
}

function contents(chapters: readonly Chapter[], say: Say): Markup {
  const rows = [
    ...chapters.map(({ audience }) => ({ id: audience.id, text: say.plain(audience.title) })),
    { id: 'contacts', text: say.text('contacts') },
    { id: 'sources', text: say.text('sources') },
  ];
  return el(
    'nav',
    { 'aria-labelledby': 'contents' },
    el('h2', { id: 'contents' }, say.text('contents')),
    el(
      'ul',
      {},
      rows.map(({ id, text }) => el('li', {}, el('a', { href: `#${id}` }, text))),
    ),
  );
}

/** Stands on every printed page, so that a loose sheet says what it is. */
function everyPage({ pack }: HandbookSource, say: Say): Markup {
  const line = say.text('runningHead', { title: say.plain(pack.title), version: pack.version });
  const text = pack.status === 'draft' ? `${line} · ${say.text('draft')}` : line;
  return el('div', { class: 'every-page', 'aria-hidden': 'true' }, text);
}

/** The routine as one printable page: no script, nothing fetched. Throws `HandbookError`. */
export function handbook(source: HandbookSource): string {
  const { pack, audience, language, today } = source;
  const say = sayIn(language);
  const ids = audience === undefined ? pack.audiences.map(({ id }) => id) : [audience];
  const chapters = ids.map((id) => chapterOf(source, id, say));
  const page = el(
    'html',
    { lang: language },
    head(source, say),
    el(
      'body',
      {},
      everyPage(source, say),
      cover(source, say),
      el(
        'main',
        {},
        contents(chapters, say),
        audienceChapters(chapters),
        el(
          'section',
          { id: 'contacts', class: 'chapter' },
          el('h2', {}, say.text('contacts')),
          contactTable(source, say),
        ),
        el(
          'section',
          { id: 'sources', class: 'chapter' },
          el('h2', {}, say.text('sources')),
          sourceList({ pack, today }, say),
        ),
      ),
    ),
  );
  return `<!doctype html>\n${page.markup}\n`;
}
