import { questionsFor } from '../../routine/index.ts';
import { alertDue, itemsOpen, stepDue } from './answered-by.ts';
import { yesTo } from './asked-about.ts';
import type { Compiled } from './compile.ts';
import { unmet } from './demand.ts';
import { and, type Diagram, every, not, where } from './diagram.ts';
import { resultQuestions } from './disclosure.ts';
import type { Finding } from './finding.ts';
import { kinds } from './model.ts';
import { gatePassed, silent } from './silent.ts';

/** No to each question that has to be put: all, or the first ones where an audience starts with a few. */
function noToEach(compiled: Compiled): Diagram {
  const { model, pack, audience } = compiled;
  const first = pack.audiences.find(({ id }) => id === audience)?.startsWith;
  const each = resultQuestions(compiled).map((linkId) =>
    kinds(
      model,
      linkId,
      first === undefined || first.includes(linkId) ? ['no'] : ['no', 'missing'],
    ),
  );
  return every(model.store, each);
}

/** A yes among what was put; what is asked afterwards never makes the result. */
function saidYes(compiled: Compiled): Diagram {
  const { after } = questionsFor(compiled.pack, compiled.audience);
  return yesTo(compiled, [...resultQuestions(compiled), ...after]);
}

/** Who declines is asked again: after the interval, at the next episode, or because a decline does not complete. */
function askedAgain({ pack, audience }: Compiled): boolean {
  const due = pack.audiences.find(({ id }) => id === audience)?.due ?? [];
  return due.some(
    ({ completedBy, intervalMonths, oncePer }) =>
      intervalMonths !== undefined || oncePer === 'episode' || !completedBy.includes('declined'),
  );
}

/**
 * Property 5. Declining and not being asked end calmly, with a new occasion, and never count as negative; on
 * indication nobody leaves without a person and a time.
 */
export function calmEnds(compiled: Compiled): readonly Finding[] {
  const { model, results, pack, audience } = compiled;
  const { store } = model;
  const { nextDate, nextPerson } = pack.gate.items;
  const onIndication = where(
    store,
    model.variables.findIndex(({ about }) => about === 'route'),
    (value) => value === 1,
  );
  const told = { property: 5, path: 'results' } as const;
  const calm = silent(compiled);
  const occasion = itemsOpen(compiled, [nextDate, nextPerson]);
  const findings = unmet(compiled, [
    { ...told, code: 'negative-without-no', when: results.negative, needs: noToEach(compiled) },
    { ...told, code: 'negative-past-gate', when: results.negative, needs: gatePassed(compiled) },
    {
      ...told,
      code: 'negative-beside-yes',
      when: results.negative,
      needs: not(store, saidYes(compiled)),
    },
    {
      ...told,
      code: 'not-asked-without-occasion',
      path: 'steps',
      when: results['not-asked'],
      needs: occasion,
    },
    {
      ...told,
      code: 'indication-without-person',
      path: 'steps',
      when: and(store, results['not-asked'], onIndication),
      needs: and(
        store,
        occasion,
        alertDue(
          compiled,
          'today',
          ({ ensures }, { items = [] }) =>
            (ensures?.includes('planned-occasion') ?? false) &&
            items.includes(nextPerson) &&
            items.includes(nextDate),
        ),
      ),
    },
    {
      ...told,
      code: 'calm-is-urgent',
      path: 'steps',
      when: calm,
      needs: not(
        store,
        stepDue(compiled, 'now', () => true),
      ),
    },
  ]);
  const again: readonly Finding[] = askedAgain(compiled)
    ? []
    : [
        {
          code: 'never-asked-again',
          weight: 'fault',
          property: 5,
          path: `audiences.${audience}.due`,
        },
      ];
  return [...findings, ...again];
}
