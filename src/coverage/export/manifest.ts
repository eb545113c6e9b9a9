import { z } from 'zod';
import { ExportError } from './ports.ts';

const file = z.object({
  type: z.string().regex(/^[A-Z][A-Za-z]{0,60}$/),
  url: z.string(),
  count: z.number().int().nonnegative().optional(),
});
export type ManifestFile = z.infer<typeof file>;

/** The completed export, Bulk Data Access 2.0, "Complete status". */
const manifest = z.object({
  transactionTime: z.string(),
  requiresAccessToken: z.boolean(),
  output: z.array(file),
  deleted: z.array(file).optional(),
  error: z.array(file).optional(),
});
export type Manifest = z.infer<typeof manifest>;

export function parseManifest(value: unknown): Manifest {
  const parsed = manifest.safeParse(value);
  if (!parsed.success) throw new ExportError('unreadable', 'manifest', parsed.error);
  return parsed.data;
}
