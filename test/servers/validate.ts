import * as z from 'zod';

/** What the validator says of one stored version of a resource. */
export type Judged = {
  readonly type: string;
  readonly version: string;
  readonly issues: readonly { readonly severity: string; readonly text: string }[];
};

const resource = z.looseObject({
  resourceType: z.string(),
  id: z.string(),
  meta: z.looseObject({ versionId: z.string() }),
});
const bundle = z.looseObject({
  entry: z.array(z.looseObject({ resource: z.optional(resource) })).optional(),
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })).optional(),
});
const outcome = z.looseObject({
  issue: z.array(
    z.looseObject({
      severity: z.string(),
      diagnostics: z.string().optional(),
      expression: z.array(z.string()).optional(),
    }),
  ),
});

export const types = [
  'QuestionnaireResponse',
  'Observation',
  'ServiceRequest',
  'Task',
  'Provenance',
  'DocumentReference',
] as const;

type Stored = z.infer<typeof resource>;

async function json(address: string, init?: RequestInit): Promise<unknown> {
  const reply = await fetch(address, init);
  return reply.json();
}

/** Every version of everything of a type. */
async function versionsOf(base: string, type: string): Promise<readonly Stored[]> {
  const found: Stored[] = [];
  let next: string | undefined = `${base}/${type}/_history?_count=200`;
  while (next !== undefined) {
    const page: z.infer<typeof bundle> = bundle.parse(await json(next));
    found.push(...(page.entry ?? []).flatMap((each) => each.resource ?? []));
    next = page.link?.find(({ relation }) => relation === 'next')?.url;
  }
  return found;
}

/** What the validator says of one resource, stored or not. */
export async function judge(
  base: string,
  content: { readonly resourceType: string },
  version: string,
): Promise<Judged> {
  const said = await json(`${base}/${content.resourceType}/$validate`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(content),
  });
  return {
    type: content.resourceType,
    version,
    issues: outcome.parse(said).issue.map(({ severity, diagnostics = '', expression = [] }) => ({
      severity,
      text: `${expression.join()} ${diagnostics}`,
    })),
  };
}

/** HAPI's own validator on every version of everything that was written. */
export async function judgeAll(base: string): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const type of types) {
    for (const stored of await versionsOf(base, type)) {
      const { resourceType, id, meta } = stored;
      judged.push(await judge(base, stored, `${resourceType}/${id} version ${meta.versionId}`));
    }
  }
  return judged;
}
