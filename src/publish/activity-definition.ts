import { type ActivityDefinition, system } from '../fhir/index.ts';
import type { Pack, Step } from '../routine/index.ts';
import { artifact, effectivePeriod, idOf } from './artifact.ts';
import { citations } from './citation.ts';
import { paragraphs, said } from './said.ts';

/** A step reads otherwise in each setting, so each audience has its own. */
export const stepDefinitionId = (pack: Pack, audience: string, step: Step): string =>
  idOf(pack, audience, step.id);

/** What to do and what to say in a step: a definition of a Task. Who is to be called stands in the services. */
export function activityDefinition(pack: Pack, audience: string, step: Step): ActivityDefinition {
  const tasks = paragraphs(pack, step.tasks ?? []);
  const say = paragraphs(pack, step.say ?? []);
  return {
    ...artifact(pack, 'ActivityDefinition', stepDefinitionId(pack, audience, step), step.title),
    ...(step.tasks?.length ? said(pack, 'description', tasks) : {}),
    ...(step.say?.length ? said(pack, 'usage', say) : {}),
    effectivePeriod: effectivePeriod(pack),
    kind: 'Task',
    intent: 'proposal',
    code: { coding: [{ system: system.step, code: step.id }] },
    ...(step.services?.length && {
      topic: step.services.map((code) => ({ coding: [{ system: system.serviceRole, code }] })),
    }),
    relatedArtifact: citations(
      pack,
      step.rules.map(({ source }) => source),
    ),
  };
}
