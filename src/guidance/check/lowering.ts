import type { Duty } from '../../routine/index.ts';
import { questionsFor } from '../../routine/index.ts';
import { dutyDone } from './answered-by.ts';
import { closes } from './closes.ts';
import type { Compiled, CompiledStep } from './compile.ts';
import { and, type Diagram, given, looksAt, not, or, some, without } from './diagram.ts';
import { disclosures, leftOut, type Move } from './disclosure.ts';
import { exampleOf } from './example.ts';
import type { Finding, FindingCode } from './finding.ts';
import { levelsOf, shown, tellable } from './model.ts';
import { routes } from './variable.ts';

const kept: readonly Duty[] = [
  'report-child',
  'nobody-informed-first',
  'medical-assessment',
  'protection',
];

/** Where `set` held before the move and no longer after it, for the first answer it could come from. */
function lost(
  compiled: Compiled,
  set: Diagram,
  move: Move,
  code: FindingCode,
  path: string,
): readonly Finding[] {
  const { store } = compiled.model;
  // Most questions make no difference to most steps.
  if (!looksAt(store, set).has(move.level)) return [];
  const after = given(store, set, move.level, move.to);
  const stands = and(store, shown(compiled.model, move.linkId), tellable(compiled.model));
  for (const from of move.from) {
    const before = and(store, stands, given(store, set, move.level, from));
    const example = exampleOf(compiled, without(store, before, after), { ...move, from });
    if (example) return [{ code, weight: 'fault', property: 1, path, found: move.linkId, example }];
  }
  return [];
}

function firstOf(findings: readonly Finding[]): readonly Finding[] {
  const shortest = findings.reduce<Finding | undefined>(
    (best, each) =>
      best && (best.example?.said.length ?? 0) <= (each.example?.said.length ?? 0) ? best : each,
    undefined,
  );
  return shortest ? [shortest] : [];
}

/** One finding a step and kind is enough: the shortest. */
function stepsLost(
  compiled: Compiled,
  moves: readonly Move[],
  code: FindingCode,
): readonly Finding[] {
  return compiled.steps
    .filter((each) => !closes(compiled, each))
    .flatMap(({ step, due }) =>
      firstOf(moves.flatMap((move) => lost(compiled, due, move, code, `steps.${step.id}`))),
    );
}

function mostUrgent(compiled: Compiled, of: (step: CompiledStep) => Diagram): Diagram {
  const { model, steps } = compiled;
  return some(model.store, steps.filter((each) => !closes(compiled, each)).map(of));
}

function resultLowered(compiled: Compiled): readonly Finding[] {
  const { results, model, pack, audience } = compiled;
  const counted = questionsFor(pack, audience).result;
  const asked = disclosures(compiled).filter(({ linkId }) => counted.includes(linkId));
  const told = asked.flatMap((move) => {
    const after = given(model.store, results.positive, move.level, move.to);
    const missed = without(model.store, shown(model, move.linkId), after);
    const example = exampleOf(compiled, missed, { ...move, from: 0 });
    return example
      ? [
          {
            code: 'yes-lowers-result',
            weight: 'fault',
            property: 1,
            path: 'results',
            found: move.linkId,
            example,
          } as const,
        ]
      : [];
  });
  const higher = or(model.store, results.positive, results.declined);
  const others = disclosures(compiled).flatMap((move) => [
    ...lost(compiled, results.positive, move, 'yes-lowers-result', 'results'),
    ...lost(compiled, higher, move, 'yes-lowers-result', 'results'),
  ]);
  return firstOf([...told, ...others]);
}

function concernSteers(compiled: Compiled): readonly Finding[] {
  const { model, results, pack } = compiled;
  const level = levelsOf(model, pack.questions.concern)[0];
  const variable = model.variables[level ?? -1];
  if (level === undefined || variable === undefined || !('choices' in variable)) return [];
  return variable.choices
    .flatMap((_, to) =>
      Object.values(results).flatMap((result) => {
        const changed = without(
          model.store,
          given(model.store, result, level, 0),
          given(model.store, result, level, to),
        );
        const example = exampleOf(compiled, changed, { level, from: 0, to });
        return example
          ? [
              {
                code: 'concern-changes-result',
                weight: 'fault',
                property: 1,
                path: 'results',
                found: pack.questions.concern,
                example,
              } as const,
            ]
          : [];
      }),
    )
    .slice(0, 1);
}

/** What is seen to, `now` or `today`: a disclosure never takes a duty away, whichever alert it stands in. */
function dutiesLost(compiled: Compiled, moves: readonly Move[]): readonly Finding[] {
  return kept.flatMap((duty) =>
    firstOf(
      (['now', 'today'] as const).flatMap((by) => {
        const done = dutyDone(compiled, by, duty);
        return moves.flatMap((move) => lost(compiled, done, move, 'yes-removes-duty', duty));
      }),
    ),
  );
}

/** Asking because of signs never gives less than asking by routine. */
function lessOnIndication(compiled: Compiled): readonly Finding[] {
  const { model, steps } = compiled;
  const level = model.variables.findIndex(({ about }) => about === 'route');
  const [from, to] = [routes.indexOf('routine'), routes.indexOf('indication')];
  return steps.flatMap(({ step, due }) => {
    const before = and(model.store, tellable(model), given(model.store, due, level, from));
    const gone = without(model.store, before, given(model.store, due, level, to));
    const example = exampleOf(compiled, gone);
    const path = `steps.${step.id}`;
    return example
      ? [{ code: 'indication-lowers', weight: 'fault', property: 1, path, example } as const]
      : [];
  });
}

/**
 * Property 1. A yes never lowers the result, never takes a step away and never makes the whole less urgent; what
 * is not answered, not applicable or unclear never gives less than the calm answer; the clinician's concern
 * stands beside the result.
 */
export function lowering(compiled: Compiled): readonly Finding[] {
  const moves = disclosures(compiled);
  const { model, results } = compiled;
  const urgent = (['now', 'today'] as const).flatMap((urgency) =>
    moves.flatMap((move) =>
      lost(
        compiled,
        mostUrgent(compiled, ({ by }) => by[urgency]),
        move,
        'yes-less-urgent',
        'steps',
      ),
    ),
  );
  const notNegative = not(model.store, results.negative);
  const silent = leftOut(compiled);
  return [
    ...resultLowered(compiled),
    ...stepsLost(compiled, moves, 'yes-removes-step'),
    ...firstOf(urgent),
    ...dutiesLost(compiled, moves),
    ...lessOnIndication(compiled),
    ...stepsLost(compiled, silent, 'unanswered-lowers'),
    ...firstOf(
      silent.flatMap((move) => lost(compiled, notNegative, move, 'unanswered-lowers', 'results')),
    ),
    ...concernSteers(compiled),
  ];
}
