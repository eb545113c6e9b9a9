import { z } from 'zod';
import { noShorterThan } from '../../fhir/index.ts';
import { ViewError } from './problem.ts';

const columnName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/);

const column = z.object({
  name: columnName,
  path: z.string(),
  type: z.string().optional(),
  collection: z.boolean().optional(),
});
export type Column = Readonly<z.infer<typeof column>>;

export type Select = {
  readonly column?: readonly Column[] | undefined;
  readonly select?: readonly Select[] | undefined;
  readonly unionAll?: readonly Select[] | undefined;
  readonly forEach?: string | undefined;
  readonly forEachOrNull?: string | undefined;
  readonly repeat?: readonly string[] | undefined;
};

const select: z.ZodType<Select> = z.lazy(() =>
  z.object({
    column: z.array(column).optional(),
    select: z.array(select).optional(),
    unionAll: z.array(select).optional(),
    forEach: z.string().optional(),
    forEachOrNull: z.string().optional(),
    repeat: z.array(z.string()).check(noShorterThan(1)).optional(),
  }),
);

/** One constant: exactly one `value[x]` beside the name. */
const constant = z
  .looseObject({ name: columnName })
  .refine((each) => Object.keys(each).filter((key) => key.startsWith('value')).length === 1);

/**
 * SQL on FHIR 2.0.0 ViewDefinition (also the names of 3.0.0-ballot), the part a runner needs. The rest of
 * the resource (url, status, …) is left alone.
 */
const viewDefinition = z.object({
  name: z.string().optional(),
  resource: z.string(),
  constant: z.array(constant).optional(),
  select: z.array(select).check(noShorterThan(1)),
  where: z.array(z.object({ path: z.string() })).optional(),
});
export type ViewDefinition = Readonly<z.infer<typeof viewDefinition>>;

export function parseView(view: unknown): ViewDefinition {
  const parsed = viewDefinition.safeParse(view);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ViewError('not-a-view', `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  return parsed.data;
}
