import type { OperationOutcome } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { FhirReply, Transport } from '../fhir/index.ts';
import cases from './cases/in-part.json' with { type: 'json' };
import { parcel } from './cases/parcel.ts';
import { sendWhole } from './send-whole.ts';

const given = z
  .array(
    z.strictObject({
      name: z.string(),
      /** What the server says of each entry; null: something that is no answer to a transaction. */
      statuses: z.array(z.string()).nullable(),
      end: z.object({ why: z.string(), certain: z.boolean() }).loose().optional(),
      again: z.object({ counted: z.boolean(), detail: z.string().optional() }).optional(),
    }),
  )
  .parse(cases);

const problem: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'processing', diagnostics: 'ett fel' }],
};

const answering =
  (statuses: readonly string[] | null): Transport =>
  async (): Promise<FhirReply> => ({
    status: 200,
    resource:
      statuses === null
        ? problem
        : {
            resourceType: 'Bundle',
            type: 'transaction-response',
            entry: statuses.map((status) => ({ response: { status } })),
          },
  });

describe('a transaction that the server treats as a batch', () => {
  test.each(given)('$name', async ({ statuses, end, again }) => {
    const step = await sendWhole(answering(statuses), parcel, false);
    if (end) expect(step).toEqual({ kind: 'final', delivery: end });
    else expect(step).toMatchObject({ kind: 'again', doubt: true, ...again });
  });

  test('a refusal of all of it is not certain when it may have been sent before', async () => {
    const step = await sendWhole(answering(['403', '403', '403', '403']), parcel, true);
    expect(step).toMatchObject({ delivery: { why: 'forbidden', certain: false } });
  });
});
