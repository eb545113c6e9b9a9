import type { Step } from '../../routine/index.ts';
import { questionsFor } from '../../routine/index.ts';
import type { Compiled, CompiledStep } from './compile.ts';
import { and, type Diagram, given, looksAt, not, or, some, without } from './diagram.ts';
import { disclosures, leftOut, type Move } from './disclosure.ts';
import { exampleOf } from './example.ts';
import type { Finding, FindingCode } from './finding.ts';
import { levelsOf, shown, tellable } from './model.ts';

/** A step that only closes an occasion where nothing was told: a disclosure puts the real ones in its place. */
export function closes({ rules }: Step): boolean {
  return rules.every(({ when }) => 'result' in when && !when.result.includes('positive'));
}

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
    .filter(({ step }) => !closes(step))
    .flatMap(({ step, due }) =>
      firstOf(moves.flatMap((move) => lost(compiled, due, move, code, `steps.${step.id}`))),
    );
}

function mostUrgent({ model, steps }: Compiled, of: (step: CompiledStep) => Diagram): Diagram {
  return some(model.store, steps.filter(({ step }) => !closes(step)).map(of));
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
    ...stepsLost(compiled, silent, 'unanswered-lowers'),
    ...firstOf(
      silent.flatMap((move) => lost(compiled, notNegative, move, 'unanswered-lowers', 'results')),
    ),
    ...concernSteers(compiled),
  ];
}
