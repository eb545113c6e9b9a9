import * as z from 'zod/mini';
import { fetchJson } from '../content/fetch-json.ts';
import { ContentError } from '../fault.ts';

const path = '../content/choices.json';
const words = z.record(z.string(), z.string());
const routines = z.array(
  z.object({
    id: z.string(),
    title: words,
    languages: z.array(z.object({ code: z.string(), status: z.enum(['draft', 'approved']) })),
    audiences: z.array(z.object({ id: z.string(), title: words })),
  }),
);
export type RoutineChoice = z.infer<typeof routines>[number];

/** The routines that the page offers, in its own order. `wanted`: their names with spaces between. */
export async function readChoices(wanted: string): Promise<readonly RoutineChoice[]> {
  const parsed = routines.safeParse(await fetchJson(path));
  if (!parsed.success) throw new ContentError('content-invalid', path, parsed.error);
  const found = wanted
    .split(' ')
    .flatMap((id) => parsed.data.find((routine) => routine.id === id) ?? []);
  if (found.length === 0) throw new ContentError('content-missing', path);
  return found;
}
