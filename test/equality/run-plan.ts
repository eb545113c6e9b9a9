import type { PlanDefinition, PlanDefinitionAction, QuestionnaireResponse } from 'fhir/r4';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';

/** What stands beside the response: the `in` parameters of the routine’s Library. */
export type Variables = {
  readonly route: string;
  readonly age?: number | undefined;
  readonly facts: readonly string[];
};

type Program = (response: unknown, variables: Readonly<Record<string, unknown>>) => unknown;

const programs = new Map<string, Program>();

function programOf(expression: string): Program {
  const found = programs.get(expression);
  if (found !== undefined) return found;
  const made = fhirpath.compile(expression, r4, { async: false }) as Program;
  programs.set(expression, made);
  return made;
}

/** A condition of a plan, as any FHIRPath evaluator takes it: only `true` is true. */
export function isTrue(
  expression: string,
  response: QuestionnaireResponse,
  { route, age, facts }: Variables,
): boolean {
  const found = programOf(expression)(response, {
    route: [route],
    age: age === undefined ? [] : [age],
    facts: [...facts],
  });
  return Array.isArray(found) && found.length === 1 && found[0] === true;
}

export const expressionsOf = ({ condition = [] }: PlanDefinitionAction): readonly string[] =>
  condition.flatMap(({ expression }) => expression?.expression ?? []);

export type PlannedStep = {
  readonly step: string;
  readonly urgency: string;
  readonly alerts: readonly string[];
};

const codeOf = ({ code }: PlanDefinitionAction): string => code?.[0]?.coding?.[0]?.code ?? '';
const order = ['stat', 'asap', 'routine'];

function applying(
  actions: readonly PlanDefinitionAction[] | undefined,
  holds: (expression: string) => boolean,
): readonly PlanDefinitionAction[] {
  return (actions ?? []).filter((action) => expressionsOf(action).every(holds));
}

/** What the plan gives, as `$apply` goes through it: what applies, and within it what applies there. */
export function runPlan(
  plan: PlanDefinition,
  holds: (expression: string) => boolean,
): { readonly results: readonly string[]; readonly steps: readonly PlannedStep[] } {
  const groups = applying(plan.action, holds);
  const steps = groups.flatMap((group) =>
    applying(group.action, holds).map((step): PlannedStep => {
      const alerts = applying(step.action, holds);
      const urgencies: readonly string[] = [step, ...alerts].map(({ priority }) => priority ?? '');
      return {
        step: codeOf(step),
        urgency: order.find((each) => urgencies.includes(each)) ?? '',
        alerts: alerts.map(codeOf),
      };
    }),
  );
  return { results: groups.map(codeOf), steps };
}
