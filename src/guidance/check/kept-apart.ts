import type { Audience } from '../../routine/index.ts';
import { questionsIn, speaksOfResult } from './asked-about.ts';
import type { Compiled } from './compile.ts';
import { looksAt, never } from './diagram.ts';
import { exampleOf } from './example.ts';
import type { Finding, FindingCode } from './finding.ts';

const told = { weight: 'fault', property: 3 } as const;

/** Filled in only because of an answer, whatever the line's own condition says. */
const agreed: readonly string[] = ['{service}', '{person}', '{followUpDate}'];

/** The levels of the space that are answers to what was asked. */
function answerLevels({ model, pack }: Compiled): ReadonlySet<number> {
  const before = new Set([
    ...pack.gate.conditions.map(({ item }) => item),
    ...Object.values(pack.gate.items),
  ]);
  return new Set(
    model.variables.flatMap((variable, level) =>
      'linkId' in variable && !before.has(variable.linkId) ? [level] : [],
    ),
  );
}

type Line = Compiled['documents'][number];

/** The first line of each document that is written, and of which that is so. */
function first(
  compiled: Compiled,
  kinds: readonly string[],
  code: FindingCode,
  tells: (line: Line) => boolean,
): readonly Finding[] {
  return kinds.flatMap((kind) => {
    const line = compiled.documents.find(
      (each) => each.path.startsWith(`${kind}[`) && each.written !== never && tells(each),
    );
    if (line === undefined) return [];
    const example = exampleOf(compiled, line.written);
    return [{ ...told, code, path: line.path, ...(example && { example }) }];
  });
}

const holdsAgreed = ({ line }: Line): boolean =>
  Object.values(line.text).some((text) => agreed.some((name) => text.includes(name)));

/** A guardian was asked, so the chart is the child's: nothing that the guardian said may reach any document of it. */
function guardianApart(compiled: Compiled, { id, records }: Audience): readonly Finding[] {
  const path = `audiences.${id}.records`;
  const inChart: readonly Finding[] =
    records === 'chart' ? [{ ...told, code: 'guardian-in-childs-record', path }] : [];
  const answers = answerLevels(compiled);
  const { store } = compiled.model;
  const looks = ({ written }: Line): boolean =>
    [...looksAt(store, written)].some((level) => answers.has(level));
  const documents = first(
    compiled,
    ['note', 'referral', 'report'],
    'guardian-in-document',
    (line) => looks(line) || holdsAgreed(line),
  );
  return [...inChart, ...documents];
}

/**
 * The child's own occasion stands in the child's own chart. A referral leaves it, and is seen in bookings: it says what
 * was agreed, never what was told.
 */
function childApart(compiled: Compiled, { id, records }: Audience): readonly Finding[] {
  const code = 'child-beyond-own-record';
  const elsewhere: readonly Finding[] =
    records === 'own-chart' ? [{ ...told, code, path: `audiences.${id}.records` }] : [];
  const may = Object.values(compiled.pack.agreement);
  const tells = ({ line: { when } }: Line): boolean =>
    when !== undefined &&
    (speaksOfResult(when) || questionsIn(when).some((question) => !may.includes(question)));
  return [...elsewhere, ...first(compiled, ['referral'], code, tells)];
}

/** Property 3, records: whose answers reach which chart. */
export function keptApart(compiled: Compiled): readonly Finding[] {
  const audience = compiled.pack.audiences.find(({ id }) => id === compiled.audience);
  if (audience === undefined) return [];
  if (audience.personAsked === 'guardian') return guardianApart(compiled, audience);
  const meetsChildren = (audience.ageFrom ?? 0) < 18;
  return meetsChildren ? childApart(compiled, audience) : [];
}
