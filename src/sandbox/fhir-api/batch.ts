import * as z from 'zod';
import { noLongerThan } from '../../fhir/index.ts';
import type { Guard } from './access.ts';
import { type Ehr, type Interaction, interact } from './interaction.ts';
import { refusalOf, refuse } from './refusal.ts';
import { type EntryDone, isStored } from './reply.ts';
import type { Resource } from './resource.ts';

const shape = z.object({
  entry: z
    .array(
      z.object({
        resource: z.unknown().optional(),
        request: z.object({
          method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
          url: z.string(),
          ifNoneExist: z.string().optional(),
          ifMatch: z.string().optional(),
        }),
      }),
    )
    .check(noLongerThan(200)),
});
type Entry = z.infer<typeof shape>['entry'][number];

/** A batch: each entry stands alone and carries its own status. */
export async function batch(ehr: Ehr, guard: Guard, body: Resource): Promise<readonly EntryDone[]> {
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw refuse(400, 'structure', 'Not a batch', 'Bundle.entry');
  const done: EntryDone[] = [];
  for (const entry of parsed.data.entry) done.push(await performOne(ehr, guard, entry));
  return done;
}

async function performOne(ehr: Ehr, guard: Guard, entry: Entry): Promise<EntryDone> {
  try {
    const { status, resource } = await interact(ehr, guard, asInteraction(entry));
    return { status: String(status), ...(isStored(resource) ? { resource } : {}) };
  } catch (error) {
    const { status, outcome } = refusalOf(error);
    return { status: String(status), outcome };
  }
}

function asInteraction({ request, resource }: Entry): Interaction {
  if (request.url.includes('?')) {
    throw refuse(400, 'not-supported', 'Only Type and Type/id are understood here', 'request.url');
  }
  const [type = '', ...rest] = request.url.split('/');
  return {
    method: request.method,
    path: [type, ...rest],
    body: resource,
    ...(request.ifMatch === undefined ? {} : { ifMatch: request.ifMatch }),
    ...(request.ifNoneExist === undefined ? {} : { ifNoneExist: request.ifNoneExist }),
  };
}
