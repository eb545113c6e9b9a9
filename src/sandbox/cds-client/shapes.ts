import * as z from 'zod';
import { noLongerThan } from '../../fhir/index.ts';

const coding = z.object({
  code: z.string(),
  system: z.string().optional(),
  display: z.string().optional(),
});

/** CDS Hooks 2.0.1, discovery: the members a client needs. */
export const discovered = z.object({
  services: z.array(
    z.object({
      hook: z.string(),
      id: z.string().regex(/^[\w.-]+$/),
      prefetch: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
export type Service = z.infer<typeof discovered>['services'][number];

/** CDS Hooks 2.0.1, card: what this EHR shows of one. A card without a uuid cannot be answered. */
const card = z.object({
  uuid: z.string().optional(),
  summary: z.string().check(noLongerThan(140)),
  detail: z.string().optional(),
  indicator: z.enum(['info', 'warning', 'critical']),
  source: z.object({ label: z.string() }),
  overrideReasons: z.array(coding).optional(),
  links: z
    .array(
      z.object({
        label: z.string(),
        url: z.string(),
        type: z.enum(['absolute', 'smart']),
        appContext: z.string().optional(),
      }),
    )
    .optional(),
});
export type Card = z.infer<typeof card>;
export const answered = z.object({ cards: z.array(card) });
