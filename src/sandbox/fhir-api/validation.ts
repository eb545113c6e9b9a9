import {
  crawlTypedValue,
  type InternalSchemaElement,
  OperationOutcomeError,
  toTypedValue,
  validateResource,
} from '@medplum/core';
import type { OperationOutcome } from '../../fhir/index.ts';
import { codesOf } from './definitions.ts';
import { Refusal, refuse } from './refusal.ts';
import type { Resource } from './resource.ts';

/**
 * Checks a resource against the R4 definitions: structure, cardinality, invariants, and the codes of every
 * required binding. Throws a Refusal whose issues name the elements.
 */
export function validate(resource: Resource): void {
  checkStructure(resource);
  const issue = wrongCodes(resource);
  if (issue.length > 0) throw new Refusal(422, { resourceType: 'OperationOutcome', issue });
}

function checkStructure(resource: Resource): void {
  try {
    // The library only warns about two values of one choice; FHIR forbids them.
    const two = validateResource(resource).find(({ code }) => code === 'structure');
    if (two) {
      const at = `${resource.resourceType}.${two.expression?.[0] ?? ''}`;
      throw refuse(400, 'structure', two.details?.text ?? 'Two values of one choice', at);
    }
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    throw new Refusal(400, error.outcome as unknown as OperationOutcome);
  }
}

function wrongCodes(resource: Resource): OperationOutcome['issue'] {
  const issues: OperationOutcome['issue'] = [];
  crawlTypedValue(toTypedValue(resource), {
    visitProperty: (_parent, key, path, values, schema) => {
      const codes = requiredCodes(schema.elements[key]);
      if (!codes) return;
      for (const { value } of values.flat()) {
        if (typeof value !== 'string' || codes.has(value)) continue;
        const text = `"${value}" is not one of the codes allowed here`;
        issues.push({
          severity: 'error',
          code: 'code-invalid',
          details: { text },
          expression: [path],
        });
      }
    },
  });
  return issues;
}

function requiredCodes(
  element: InternalSchemaElement | undefined,
): ReadonlySet<string> | undefined {
  const binding = element?.binding;
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return undefined;
  return codesOf(binding.valueSet);
}
