import type { Provenance } from '../fhir/index.ts';
import { own, system } from '../fhir/index.ts';
import type { Writable } from './source.ts';

/** Who wrote what by which routine. It points at the resources and repeats nothing of them. */
export function provenanceOf(from: Writable, targets: readonly string[]): Provenance {
  const { occasion, meta } = from;
  const { routine } = occasion;
  const agentType = (code: string) => ({ coding: [{ system: system.participantType, code }] });
  return {
    resourceType: 'Provenance',
    meta,
    target: targets.map((reference) => ({ reference })),
    recorded: occasion.authored,
    policy: [`${own}/PlanDefinition/${routine.id}|${routine.version}`],
    activity: { coding: [{ system: system.dataOperation, code: 'CREATE' }] },
    agent: [
      ...(occasion.author
        ? [{ type: agentType('author'), who: { reference: occasion.author.reference } }]
        : []),
      { type: agentType('assembler'), who: { display: 'Tryggfråga' } },
    ],
  };
}
