import type { Condition } from './condition.ts';
import type { Pack } from './pack.ts';
import type { PackProblem } from './problem.ts';

type Mention = { readonly path: string; readonly id: string | undefined };

function stepSources(pack: Pack): readonly Mention[] {
  return pack.steps.flatMap((step, s) => [
    ...step.rules.map((rule, r) => ({ path: `steps[${s}].rules[${r}].source`, id: rule.source })),
    ...(step.alerts ?? []).map((alert, a) => ({
      path: `steps[${s}].alerts[${a}].source`,
      id: alert.source,
    })),
    { path: `steps[${s}].count.source`, id: step.count?.source },
  ]);
}

function doorSources(pack: Pack): readonly Mention[] {
  return Object.entries(pack.doors).flatMap(([door, { sources }]) =>
    sources.map((id, i) => ({ path: `doors.${door}.sources[${i}]`, id })),
  );
}

function otherSources(pack: Pack): readonly Mention[] {
  return [
    ...pack.results.map((rule, i) => ({ path: `results[${i}].source`, id: rule.source })),
    ...pack.triggers.map((trigger, i) => ({ path: `triggers[${i}].source`, id: trigger.source })),
    ...pack.services.map((service, i) => ({ path: `services[${i}].source`, id: service.source })),
    ...pack.sources.map((source, i) => ({ path: `sources[${i}].replaces`, id: source.replaces })),
    ...pack.audiences.flatMap((audience, a) =>
      audience.due.map((rule, d) => ({ path: `audiences[${a}].due[${d}]`, id: rule.source })),
    ),
  ];
}

function duplicates(list: string, ids: readonly string[]): readonly PackProblem[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ code: 'duplicate-id', path: `${list}[${index}]`, found: id }],
  );
}

function unknown(
  code: PackProblem['code'],
  mentions: readonly Mention[],
  known: readonly string[],
): readonly PackProblem[] {
  const ids = new Set(known);
  return mentions.flatMap(({ path, id }) =>
    id === undefined || ids.has(id) ? [] : [{ code, path, found: id }],
  );
}

const idsOf = (things: readonly { readonly id: string }[]): readonly string[] =>
  things.map(({ id }) => id);

function audiencesIn(condition: Condition, path: string): readonly Mention[] {
  if ('audience' in condition) return condition.audience.map((id) => ({ path, id }));
  if ('all' in condition) return condition.all.flatMap((each) => audiencesIn(each, path));
  if ('any' in condition) return condition.any.flatMap((each) => audiencesIn(each, path));
  return 'of' in condition ? condition.of.flatMap((each) => audiencesIn(each, path)) : [];
}

type Ruled = { readonly path: string; readonly when?: Condition };

/** Everything that a condition decides about, and where it stands. */
function ruled(pack: Pack): readonly Ruled[] {
  const inSteps = pack.steps.flatMap(({ rules, alerts }, s) => [
    ...rules.map((rule, r) => ({ ...rule, path: `steps[${s}].rules[${r}]` })),
    ...(alerts ?? []).map((alert, a) => ({ ...alert, path: `steps[${s}].alerts[${a}]` })),
  ]);
  return [
    ...pack.results.map((rule, r) => ({ ...rule, path: `results[${r}]` })),
    ...inSteps,
    ...pack.note.map((line, l) => ({ ...line, path: `note[${l}]` })),
    ...pack.referral.map((line, l) => ({ ...line, path: `referral[${l}]` })),
    ...(pack.report ?? []).map((line, l) => ({ ...line, path: `report[${l}]` })),
  ];
}

/** Names inside a pack that lead nowhere or to two places. LinkIds are checked where the questionnaire is. */
export function brokenReferences(
  pack: Pack,
  otherAudiences: readonly string[] = [],
): readonly PackProblem[] {
  const triggers = pack.audiences.flatMap((audience, a) =>
    audience.due.flatMap((rule, d) =>
      (rule.triggers ?? []).map((id) => ({ path: `audiences[${a}].due[${d}].triggers`, id })),
    ),
  );
  const municipalities = pack.services.flatMap((service, i) =>
    (service.municipalities ?? []).map((id) => ({ path: `services[${i}].municipalities`, id })),
  );
  const general = pack.services.map(({ localOf }, i) => ({
    path: `services[${i}].localOf`,
    id: localOf,
  }));
  const audiences = ruled(pack).flatMap(({ path, when }) =>
    when === undefined ? [] : audiencesIn(when, `${path}.when`),
  );
  const sources = [...stepSources(pack), ...doorSources(pack), ...otherSources(pack)];
  return [
    ...duplicates('steps', idsOf(pack.steps)),
    ...duplicates('services', idsOf(pack.services)),
    ...duplicates('audiences', idsOf(pack.audiences)),
    ...duplicates('rules', [
      ...idsOf(pack.results),
      ...pack.steps.flatMap(({ rules }) => idsOf(rules)),
    ]),
    ...duplicates(
      'alerts',
      pack.steps.flatMap(({ alerts }) => idsOf(alerts ?? [])),
    ),
    ...unknown('unknown-audience', audiences, [...idsOf(pack.audiences), ...otherAudiences]),
    ...duplicates('sources', idsOf(pack.sources)),
    ...unknown('unknown-source', sources, idsOf(pack.sources)),
    ...unknown('unknown-trigger', triggers, idsOf(pack.triggers)),
    ...unknown('unknown-service', general, idsOf(pack.services)),
    ...unknown(
      'unknown-municipality',
      municipalities,
      pack.municipalities.map(({ code }) => code),
    ),
  ];
}
