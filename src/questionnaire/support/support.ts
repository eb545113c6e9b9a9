import { field, isObject, type Json, stringField } from '../json.ts';
import type { Host } from '../parse/host.ts';
import { parse } from '../parse/parse-full.ts';
import type { Problem } from '../problem.ts';

/** A Questionnaire and where it comes from, as the conformance command reads a folder. */
export type Specimen = { readonly name: string; readonly questionnaire: unknown };

export type SupportRow = {
  readonly name: string;
  readonly supported: 'wholly' | 'in part' | 'refused';
  /** What is not supported, without repetition: `unsupported-extension http://…`, `cycle q1`. */
  readonly remarks: readonly string[];
};

export type Support = {
  readonly rows: readonly SupportRow[];
  readonly counts: Readonly<Record<SupportRow['supported'], number>>;
  /** How many questionnaires each remark concerns, the most frequent first. */
  readonly constructs: readonly { readonly construct: string; readonly questionnaires: number }[];
};

/** Follows a path like `Questionnaire.item[2].extension[0]` from the resource. */
function at(root: Json, path: string): unknown {
  let found: unknown = root;
  for (const step of path.split('.').slice(1)) {
    const [, name = '', index] = /^([^[]*)(?:\[(\d+)\])?$/.exec(step) ?? [];
    const member = isObject(found) ? field(found, name) : undefined;
    found = index === undefined || !Array.isArray(member) ? member : member[Number(index)];
  }
  return found;
}

function constructOf(root: unknown, { code, path = '', detail }: Problem): string {
  if (code === 'unsupported-extension' && isObject(root)) {
    const extension = at(root, path);
    return `extension ${(isObject(extension) && stringField(extension, 'url')) || '?'}`;
  }
  if (code === 'unsupported-element') return `element ${path.replace(/\[\d+\]/g, '')}`;
  if (code === 'unknown-variable' || code === 'unsupported-expression') return `${code} ${detail}`;
  return code;
}

function rowOf({ name, questionnaire }: Specimen, host: Host): SupportRow {
  const parsed = parse(questionnaire, host);
  const remarks = new Set(parsed.problems.map((each) => constructOf(questionnaire, each)));
  const whole = remarks.size === 0 ? 'wholly' : 'in part';
  return { name, supported: parsed.ok ? whole : 'refused', remarks: [...remarks] };
}

/** What of a set of Questionnaires is supported, with counts. */
export function supportOf(specimens: readonly Specimen[], host: Host = {}): Support {
  const rows = specimens.map((specimen) => rowOf(specimen, host));
  const tally = new Map<string, number>();
  for (const remark of rows.flatMap((row) => row.remarks)) {
    tally.set(remark, (tally.get(remark) ?? 0) + 1);
  }
  const counts = { wholly: 0, 'in part': 0, refused: 0 };
  for (const { supported } of rows) counts[supported]++;
  return {
    rows,
    counts,
    constructs: [...tally]
      .map(([construct, questionnaires]) => ({ construct, questionnaires }))
      .sort((a, b) => b.questionnaires - a.questionnaires || (a.construct < b.construct ? -1 : 1)),
  };
}
