import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileView } from '../../../src/coverage/views/compile.ts';
import { ViewError } from '../../../src/coverage/views/problem.ts';
import { assess } from '../../../src/guidance/index.ts';
import {
  fromResponse,
  lint,
  parse,
  parsePlain,
  start,
  toResponse,
  validate,
} from '../../../src/questionnaire/index.ts';
import { documentPermitted, permission, readersOf, site } from '../../../src/record/index.ts';
import { type Folder, loadPack, parsePack, servicesFor } from '../../../src/routine/index.ts';
import { richTextOf } from '../../../src/web/form/rich-text.ts';
import { everyKind } from '../../form/every-kind.ts';
import type { Target } from './fuzz.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const folder = (path: string): Folder =>
  Object.fromEntries(
    readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, read(join(path, name))]),
  );

const adult = read('questionnaires/health-questions-adult.json');
const scored = read('questionnaires/antenatal-enquiry-en.json');
const base = folder('routines/se');
const whole = loadPack('se', { se: base });
if (!whole.ok) throw new Error(JSON.stringify(whole.problems));
const adults = parse(adult);
if (!adults.ok) throw new Error(JSON.stringify(adults.problems));

const context = { language: 'sv', status: 'completed', authored: '2026-11-22T10:00:00Z' } as const;
const response = toResponse(adults.form, start(adults.form), context);

/** A form of one item whose value is calculated by this expression. */
function calculated(expression: string): unknown {
  const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/';
  return {
    resourceType: 'Questionnaire',
    status: 'draft',
    item: [
      { linkId: 'a', type: 'integer', initial: [{ valueInteger: 3 }] },
      {
        linkId: 'b',
        type: 'integer',
        extension: [
          {
            url: `${sdc}sdc-questionnaire-calculatedExpression`,
            valueExpression: { language: 'text/fhirpath', expression },
          },
        ],
      },
    ],
  };
}

/** A form whose texts are formatted like this, once as XHTML and once as Markdown. */
function formatted(text: string): boolean {
  const core = 'http://hl7.org/fhir/StructureDefinition/rendering-';
  const rendered = { xhtml: { valueString: text }, markdown: { valueMarkdown: text } };
  const item = Object.entries(rendered).map(([linkId, value]) => ({
    linkId,
    type: 'display',
    text: 'x',
    _text: { extension: [{ url: core + linkId, ...value }] },
  }));
  const parsed = parse({ resourceType: 'Questionnaire', language: 'sv', status: 'draft', item });
  return (
    parsed.ok &&
    ['xhtml', 'markdown'].some((linkId) => richTextOf(parsed.form, linkId, 'sv') !== undefined)
  );
}

function begun(questionnaire: unknown): boolean {
  const parsed = parse(questionnaire);
  if (parsed.ok) start(parsed.form);
  return parsed.ok;
}

const fhirpathWords = [
  ...['%resource', '.item', '.where(', ')', '(', 'linkId', "='a'", '.answer', '.value', '.sum()'],
  ...[' and ', ' or ', ' + ', ' - ', '*', '/', ' div ', '{}', '.exists()', '.count()', 'iif(', ','],
  ...['1', '0', "'x'", '@2026-11-22', '$this', '$index', '|', ' in ', '.first()', '.repeat(item)'],
  ...[
    '%context',
    '.matches(',
    '.replaceMatches(',
    '.toInteger()',
    'true',
    '.all(',
    '[0]',
    '.not()',
  ],
];

const view = (path: string): object => ({
  resource: 'Observation',
  select: [{ column: [{ name: 'a', path }] }],
});

const patientView = {
  resource: 'Patient',
  constant: [{ name: 'use', valueString: 'official' }],
  select: [
    { column: [{ name: 'id', path: 'getResourceKey()' }] },
    { forEachOrNull: 'name.where(use = %use)', column: [{ name: 'family', path: 'family' }] },
  ],
  where: [{ path: 'active = true' }],
};

/** What a region or a site writes: questionnaires, routines, the site's decisions, views. */
export const contentTargets: readonly Target[] = [
  {
    name: 'questionnaire',
    share: 2,
    seeds: [everyKind, adult, scored],
    parse: (input) => {
      parsePlain(input);
      return begun(input);
    },
  },
  {
    name: 'questionnaire lint',
    share: 2,
    seeds: [everyKind, scored],
    parse: (input) => lint(input).every(({ code }) => code !== 'not-a-questionnaire'),
  },
  {
    name: 'questionnaire response',
    share: 4,
    seeds: [response],
    parse: (input) => {
      const found = fromResponse(adults.form, input);
      if (found.ok && whole.ok) {
        const { pack } = whole;
        assess(pack, adults.form, found.answers, {
          today: '2026-11-22',
          route: 'routine',
          facts: [],
        });
      }
      return validate(adults.form, input).valid;
    },
  },
  {
    name: 'FHIRPath of a form',
    share: 12,
    seeds: [
      "%resource.item.where(linkId='a').answer.value + 1",
      'iif(%resource.item.answer.value.sum() > 3, 1, 0)',
      '%resource.repeat(item).where(answer.exists()).count()',
    ],
    words: fhirpathWords,
    parse: (input: string) => begun(calculated(input)),
  },
  {
    name: 'formatted text',
    share: 12,
    seeds: [
      '<div xmlns="http://www.w3.org/1999/xhtml"><p>a <b>b</b> <a href="https://x.example">c</a></p></div>',
    ],
    words: [
      '<',
      '>',
      '</',
      '<p>',
      '<script>',
      '<a href=',
      '"',
      '&#',
      '&amp;',
      '<!--',
      '-->',
      '<svg',
    ],
    parse: (input: string) => formatted(input),
  },
  {
    name: 'routine pack',
    share: 0.4,
    seeds: [whole.pack],
    parse: (input) => {
      const found = parsePack(input);
      if (found.ok) {
        servicesFor(found.pack, ['support', 'police'], {
          at: { date: '2026-11-22', time: '10:00', weekday: 7 },
        });
      }
      return found.ok;
    },
  },
  {
    name: 'overlay',
    share: 0.6,
    seeds: [...Object.values(folder('routines/se-orebro'))] as [unknown],
    parse: (input) => loadPack('region', { se: base, region: { 'own.json': input } as Folder }).ok,
  },
  {
    name: 'site.json',
    share: 14,
    seeds: [read('src/sandbox/site/site.json')],
    parse: (input) => {
      const found = site.safeParse(input);
      const decided = found.success ? found.data : undefined;
      permission(decided);
      readersOf(decided);
      documentPermitted(decided);
      return found.success;
    },
  },
  {
    name: 'ViewDefinition',
    share: 4,
    seeds: [
      patientView,
      ...readdirSync('src/coverage/view-definitions').map((name) =>
        read(join('src/coverage/view-definitions', name)),
      ),
    ],
    parse: (input) => compileView(input).select({ rows: '"t"' }).length > 0,
    own: (error) => error instanceof ViewError,
  },
  {
    name: 'FHIRPath of a view',
    share: 12,
    seeds: [
      "code.coding.where(system = 'a').code.first()",
      'value.ofType(Quantity).value',
      "name.join(',')",
    ],
    words: [
      ...fhirpathWords,
      '.ofType(',
      'getResourceKey()',
      "'; DROP TABLE t; --",
      '"',
      '\\',
      '`',
    ],
    parse: (input: string) => compileView(view(input)).select({ rows: '"t"' }).length > 0,
    own: (error) => error instanceof ViewError,
  },
];
