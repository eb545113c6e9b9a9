import { createHash } from 'node:crypto';
import { el, type Markup } from '../../markup/index.ts';
import { inLanguage } from '../../routine/index.ts';
import type { Report } from '../report.ts';
import { figure } from './block.ts';
import { cascade } from './cascade.ts';
import { controlCharts } from './control-charts.ts';
import { equity, persons } from './equity.ts';
import { funnelPicture } from './funnel-picture.ts';
import { headline } from './headline.ts';
import { contacts, indication, qualityPanel } from './panels.ts';
import { reasons } from './reasons.ts';
import { supportTable, yearTable } from './region-tables.ts';
import { type PageLanguage, type Say, sayIn } from './say.ts';
import { style } from './style.ts';

/** The file each language is written to; the pages point at each other. */
export const pageFile: Readonly<Record<PageLanguage, string>> = {
  sv: 'coverage.html',
  en: 'coverage.en.html',
};

/** The whole page: one file, no script, nothing fetched. */
export function coveragePage(report: Report, language: PageLanguage): string {
  const say = sayIn(language);
  const page = el(
    'html',
    { lang: language },
    head(say),
    el(
      'body',
      {},
      intro(report, say),
      el(
        'main',
        {},
        pictures.map((picture) => picture(report, say)),
      ),
      el('footer', {}, el('p', {}, sourceLine(report, say))),
    ),
  );
  return `<!doctype html>\n${page.markup}\n`;
}

const pictures: readonly ((report: Report, say: Say) => Markup)[] = [
  headline,
  howToRead,
  cascade,
  yearTable,
  reasons,
  funnelPicture,
  controlCharts,
  equity,
  persons,
  supportTable,
  indication,
  contacts,
  qualityPanel,
];

function head(say: Say): Markup {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return el(
    'head',
    {},
    el('meta', { charset: 'utf-8' }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    el('meta', { name: 'referrer', content: 'no-referrer' }),
    el('title', {}, say.text('title')),
    el('style', {}, { markup: style }),
  );
}

function howToRead({ release }: Report, say: Say): Markup {
  const desc = say.text('howToReadText', { below: release.threshold - 1 });
  return figure('how', { title: say.text('howToRead'), desc }, undefined);
}

function intro({ pack, period, created, madeUp }: Report, say: Say): Markup {
  const other: PageLanguage = say.language === 'sv' ? 'en' : 'sv';
  const lead = say.text('lead', { owner: pack.owner, from: period.from, to: period.to, created });
  return el(
    'header',
    {},
    el(
      'p',
      {},
      el('a', { href: pageFile[other], lang: other, hreflang: other }, say.text('otherLanguage')),
    ),
    madeUp === true ? el('p', { class: 'made-up' }, say.text('madeUp')) : '',
    el('h1', {}, say.text('title')),
    el('p', { class: 'lead' }, lead),
    pack.status === 'draft' ? el('p', { class: 'draft' }, say.text('draft')) : '',
  );
}

function sourceLine({ pack, engine, release }: Report, say: Say): string {
  const title = inLanguage(pack.title, [say.language, ...Object.keys(pack.title)])?.text ?? pack.id;
  return say.text('source', {
    engine,
    routine: title,
    version: pack.version,
    threshold: release.threshold,
  });
}
