import type { Form } from '../../questionnaire/index.ts';
import { type Audience, forAudience, type Pack, type WorkedCase } from '../../routine/index.ts';
import { momentsOf } from './any-hour.ts';
import { beforeGate } from './before-gate.ts';
import { calmEnds } from './calm-ends.ts';
import { children } from './children.ts';
import { type Compiled, compileRoutine, type Models } from './compile.ts';
import { duties } from './duties.ts';
import type { Finding } from './finding.ts';
import { daysOf, sourcesInForce } from './in-force.ts';
import { leftToDo } from './left-to-do.ts';
import { licences } from './licences.ts';
import { looseFacts } from './loose-facts.ts';
import { lowering } from './lowering.ts';
import { tellable } from './model.ts';
import { mustBeAsked } from './must-be-asked.ts';
import { places } from './places.ts';
import { positiveEndsWell } from './positive-ends-well.ts';
import { readable } from './readable.ts';
import { sameDay } from './same-day.ts';
import { countStates } from './states.ts';
import { formTexts, texts } from './texts.ts';
import { reached, wayThrough } from './way-through.ts';
import { checkCase, rulesBehind, runCase } from './worked-case.ts';

/** A routine with everything that it names. `formOf` finds a questionnaire by its canonical. */
export type ToCheck = {
  readonly pack: Pack;
  readonly formOf: (canonical: string) => Form | undefined;
  /** `path` is the file the case stands in. */
  readonly cases: readonly { readonly path: string; readonly given: WorkedCase }[];
  readonly today: string;
};

/** How much was proved for one audience. */
export type Space = {
  readonly audience: string;
  /** Different ways that an occasion can stand: gate, answers, chart. */
  readonly states: bigint;
  /** Times `moments`: places and hours of the directory, and `days` on which something begins or ends. */
  readonly moments: number;
  readonly days: number;
  /** Size of the diagrams that stand for all of them. */
  readonly diagrams: number;
};

export type Checked = { readonly findings: readonly Finding[]; readonly spaces: readonly Space[] };

type OfAudience = {
  readonly findings: readonly Finding[];
  readonly space?: Space;
  readonly reached: ReadonlyMap<string, boolean>;
  readonly exercised: readonly string[];
};

const stopped = (finding: Finding): OfAudience => ({
  findings: [finding],
  reached: new Map(),
  exercised: [],
});

function worked(
  compiled: Compiled,
  { pack, cases }: ToCheck,
): Pick<OfAudience, 'findings' | 'exercised'> {
  const { audience, form } = compiled;
  const first = pack.audiences[0]?.id;
  const runs = cases
    .filter(({ given }) => (given.audience ?? first) === audience)
    .map((each) => ({ ...each, run: runCase(compiled.pack, form, audience, each.given) }));
  return {
    findings: runs.flatMap(({ run, given, path }) => checkCase(run, given, path)),
    exercised: runs.flatMap(({ run }) => (run.ok ? rulesBehind(run.outcome) : [])),
  };
}

function proved(compiled: Compiled): readonly Finding[] {
  return [lowering, positiveEndsWell, children, sameDay, calmEnds, wayThrough].flatMap((property) =>
    property(compiled),
  );
}

function ofAudience(audience: Audience, check: ToCheck, models: Models): OfAudience {
  const { id, questionnaire } = audience;
  const path = `audiences.${id}`;
  const flat = forAudience(check.pack, id);
  if (!flat.ok) {
    const found = flat.problems.map((problem) => `${problem.path}: ${problem.code}`).join(', ');
    return stopped({ code: 'not-valid', weight: 'fault', path, found });
  }
  const form = check.formOf(questionnaire);
  if (form === undefined) {
    return stopped({ code: 'unknown-questionnaire', weight: 'fault', path, found: questionnaire });
  }
  const compiled = compileRoutine(flat.pack, form, id, models);
  const { findings, exercised } = worked(compiled, check);
  const { store } = compiled.model;
  return {
    findings: [
      ...places(flat.pack, form, id),
      ...texts(flat.pack),
      ...formTexts(flat.pack, form),
      ...readable(flat.pack, form, id),
      ...looseFacts(flat.pack),
      ...beforeGate(compiled),
      ...duties(flat.pack),
      ...mustBeAsked(compiled),
      ...proved(compiled),
      ...sourcesInForce(flat.pack, check.today),
      ...findings,
    ],
    reached: reached(compiled),
    exercised,
    space: {
      audience: id,
      states: countStates(store, tellable(compiled.model)),
      moments: momentsOf(flat.pack),
      days: daysOf(flat.pack, check.today),
      diagrams: store.levels.length,
    },
  };
}

/** Rules that no audience reaches, and rules that no case shows. A rule is the same in all where it has the same path. */
function unused(all: readonly OfAudience[]): readonly Finding[] {
  const paths = new Set(all.flatMap(({ reached: map }) => [...map.keys()]));
  const shown = new Set(all.flatMap(({ exercised }) => exercised));
  return [...paths].flatMap((path): readonly Finding[] => {
    if (!all.some(({ reached: map }) => map.get(path) === true)) {
      return [{ code: 'unreachable-rule', weight: 'fault', property: 6, path }];
    }
    const isRule = /^results\.|\.(rules|alerts)\./.test(path);
    if (!isRule || shown.has(path)) return [];
    return [{ code: 'rule-without-case', weight: 'fault', property: 8, path }];
  });
}

/** The same finding for every audience is told once, without naming them. */
function once(all: readonly (readonly [Finding, string])[], audiences: number): readonly Finding[] {
  const groups = new Map<string, (readonly [Finding, string])[]>();
  for (const each of all) {
    const [{ example: _, ...finding }] = each;
    const key = JSON.stringify(finding);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [finding] = group[0] ?? [];
    if (finding === undefined) return [];
    return group.length === audiences && audiences > 1
      ? [finding]
      : [{ ...finding, audience: group.map(([, id]) => id).join(', ') }];
  });
}

/**
 * Everything that a machine can say of a routine: what stands in it, and the eight properties proved for every
 * state that an occasion can be in, for each audience. Faults come with their shortest example.
 */
export function checkRoutine(check: ToCheck): Checked {
  const { audiences } = check.pack;
  const models: Models = new Map();
  const all = audiences.map((audience) => ({
    id: audience.id,
    of: ofAudience(audience, check, models),
  }));
  const told = all.flatMap(({ id, of }) => of.findings.map((finding) => [finding, id] as const));
  return {
    findings: [
      ...licences(check.pack),
      ...once(told, audiences.length),
      ...unused(all.map(({ of }) => of)),
      ...leftToDo(check.pack, check.today),
    ],
    spaces: all.flatMap(({ of }) => (of.space ? [of.space] : [])),
  };
}
