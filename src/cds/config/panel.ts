import * as z from 'zod';
import type { Coding } from '../../fhir/index.ts';

/** `Questionnaire.code`: what the panel Observation of an occasion is coded with. */
const questionnaire = z.object({
  url: z.string(),
  version: z.string().optional(),
  code: z.array(z.object({ system: z.string(), code: z.string() })).optional(),
});

/** Panel codes by the questionnaire's canonical, with and without version. */
export function panelsIn(
  questionnaires: readonly unknown[],
): ReadonlyMap<string, readonly Coding[]> {
  const panels = new Map<string, readonly Coding[]>();
  for (const each of questionnaires) {
    const parsed = questionnaire.safeParse(each);
    if (!parsed.success) continue;
    const { url, version, code = [] } = parsed.data;
    const codes = code.map(({ system, code: value }) => ({ system, code: value }));
    panels.set(url, codes);
    if (version !== undefined) panels.set(`${url}|${version}`, codes);
  }
  return panels;
}
