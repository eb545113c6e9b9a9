import type { Provenance } from '../fhir/index.ts';
import { own, system } from '../fhir/index.ts';
import type { Writable } from './source.ts';

const agentType = (code: string) => ({ coding: [{ system: system.participantType, code }] });

/** The person, when known, and the program that put it together. */
export function agents(author: { readonly reference: string } | undefined): Provenance['agent'] {
  return [
    ...(author ? [{ type: agentType('author'), who: { reference: author.reference } }] : []),
    { type: agentType('assembler'), who: { display: 'Tryggfråga' } },
  ];
}

/** Who wrote what by which routine. It points at the resources and repeats nothing of them. */
export function provenanceOf(from: Writable, targets: readonly string[]): Provenance {
  const { occasion, meta } = from;
  const { routine } = occasion;
  return {
    resourceType: 'Provenance',
    meta,
    target: targets.map((reference) => ({ reference })),
    recorded: occasion.authored,
    policy: [`${own}/PlanDefinition/${routine.id}|${routine.version}`],
    activity: { coding: [{ system: system.dataOperation, code: 'CREATE' }] },
    agent: agents(occasion.author),
  };
}
