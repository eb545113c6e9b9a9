import { type PlanDefinition, type PlanDefinitionAction, system } from '../fhir/index.ts';
import type { Form } from '../questionnaire/index.ts';
import type { Alert, Audience, Pack, Step, Urgency } from '../routine/index.ts';
import { stepDefinitionId } from './activity-definition.ts';
import { approval, artifact, canonicalOf, effectivePeriod, idOf } from './artifact.ts';
import { citations } from './citation.ts';
import { conditionLogic, type Given } from './condition-logic.ts';
import { type Logic, some } from './logic.ts';
import { type ResultBlock, resultBlocks } from './result-logic.ts';
import { said } from './said.ts';
import { useContext } from './use-context.ts';

const priority: Readonly<Record<Urgency, 'stat' | 'asap' | 'routine'>> = {
  now: 'stat',
  today: 'asap',
  planned: 'routine',
};

const language = 'text/fhirpath';

/** All of them must hold; what is certain needs no condition. */
function applicable(all: readonly Logic[]): Pick<PlanDefinitionAction, 'condition'> {
  const open = all.filter((logic) => typeof logic !== 'boolean');
  if (open.length === 0) return {};
  return {
    condition: open.map(({ text }) => ({
      kind: 'applicability',
      expression: { language, expression: text },
    })),
  };
}

const why = (pack: Pack, rules: readonly Pick<Alert, 'why'>[]) =>
  rules.map((rule) => said(pack, 'text', rule.why));

function alertAction(pack: Pack, alert: Alert, given: Given): readonly PlanDefinitionAction[] {
  const logic = conditionLogic(alert.when, given);
  if (logic === false) return [];
  return [
    {
      ...said(pack, 'title', alert.text),
      code: [{ coding: [{ system: system.step, code: alert.id }] }],
      priority: priority[alert.urgency],
      reason: why(pack, [alert]),
      documentation: citations(pack, [alert.source]),
      ...applicable([logic]),
    },
  ];
}

function stepAction(pack: Pack, step: Step, given: Given): readonly PlanDefinitionAction[] {
  const logic = some(step.rules.map(({ when }) => conditionLogic(when, given)));
  if (logic === false) return [];
  const alerts = (step.alerts ?? []).flatMap((alert) => alertAction(pack, alert, given));
  const id = stepDefinitionId(pack, given.audience, step);
  return [
    {
      ...said(pack, 'title', step.title),
      code: [{ coding: [{ system: system.step, code: step.id }] }],
      priority: priority[step.urgency],
      reason: why(pack, step.rules),
      documentation: citations(
        pack,
        step.rules.map(({ source }) => source),
      ),
      ...applicable([logic]),
      definitionCanonical: canonicalOf(pack, 'ActivityDefinition', id),
      ...(alerts.length > 0 && { action: alerts }),
    },
  ];
}

/** One way to a result, and the steps that it may lead to in their order; a step asks only for what is not yet certain. */
function resultAction(
  pack: Pack,
  { result, rules, conditions }: ResultBlock,
  given: Given,
): readonly PlanDefinitionAction[] {
  if (conditions.includes(false)) return [];
  const steps = pack.steps.flatMap((step) => stepAction(pack, step, { ...given, result }));
  const sources = rules.map(({ source }) => source);
  return [
    {
      ...said(pack, 'title', pack.say[result]),
      code: [{ coding: [{ system: system.result, code: result }] }],
      ...(rules.length > 0 && {
        reason: why(pack, rules),
        documentation: citations(pack, sources),
      }),
      ...applicable(conditions),
      groupingBehavior: 'logical-group',
      selectionBehavior: 'all',
      action: steps,
    },
  ];
}

/**
 * The routine for one audience as a plan: groups of which exactly one applies (the way to a result), each with its
 * steps and their alerts. Conditions are FHIRPath over the QuestionnaireResponse, with the variables of the
 * routine's Library. `pack` is flat.
 */
export function planDefinition(pack: Pack, audience: Audience, form: Form): PlanDefinition {
  const given = { form, audience: audience.id };
  const depends = [
    canonicalOf(pack, 'Library', pack.id),
    ...(form.url === undefined ? [] : [`${form.url}|${form.version}`]),
  ];
  return {
    ...artifact(pack, 'PlanDefinition', idOf(pack, audience.id), audience.title),
    ...said(pack, 'subtitle', pack.title),
    type: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'eca-rule' },
      ],
    },
    useContext: useContext(audience),
    ...approval(pack),
    effectivePeriod: effectivePeriod(pack),
    relatedArtifact: depends.map((resource) => ({ type: 'depends-on', resource })),
    library: [canonicalOf(pack, 'Library', pack.id)],
    action: resultBlocks(pack, given).flatMap((block) => resultAction(pack, block, given)),
  };
}
