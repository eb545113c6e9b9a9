import * as z from 'zod';
import { isId } from '../../fhir/index.ts';
import type { Hook } from '../chart/need.ts';

const id = z.string().refine(isId, 'id');
const user = z.string().min(1).max(256);
/** `null` is what some clients send for "not there". */
const absent = z.null().transform(() => undefined);
const optional = <T extends z.ZodType>(schema: T) => z.union([schema, absent]).optional();

const context = {
  'patient-view': z.object({ userId: user, patientId: id, encounterId: optional(id) }),
  'encounter-start': z.object({ userId: user, patientId: id, encounterId: id }),
  'appointment-book': z.object({
    userId: user,
    patientId: id,
    encounterId: optional(id),
    appointments: z.object({
      resourceType: z.literal('Bundle'),
      entry: z.array(z.object({ resource: z.unknown() })).optional(),
    }),
  }),
} satisfies Readonly<Record<Hook, z.ZodType>>;

/** CDS Hooks 2.0.1, FHIR authorization. */
const authorization = z.object({
  access_token: z
    .string()
    .min(1)
    .max(16_384)
    .regex(/^[\x21-\x7e]+$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number(),
  scope: z.string(),
  subject: z.string(),
  patient: optional(z.string()),
});

const shape = <H extends Hook>(hook: H) =>
  z
    .object({
      hook: z.literal(hook),
      hookInstance: z.string().min(1).max(128),
      fhirServer: optional(z.string().min(1).max(2048)),
      fhirAuthorization: optional(authorization),
      context: context[hook],
      prefetch: optional(z.record(z.string(), z.unknown())),
    })
    .refine(({ fhirServer, fhirAuthorization }) => !fhirAuthorization || fhirServer, {
      path: ['fhirServer'],
      message: 'cds-r-1',
    });

const calls = {
  'patient-view': shape('patient-view'),
  'encounter-start': shape('encounter-start'),
  'appointment-book': shape('appointment-book'),
};

export type HookCall = {
  readonly hookInstance: string;
  readonly fhirServer?: string | undefined;
  readonly fhirAuthorization?: z.infer<typeof authorization> | undefined;
  readonly context: {
    readonly userId: string;
    readonly patientId: string;
    readonly encounterId?: string | undefined;
    readonly appointments?: {
      readonly entry?: readonly { readonly resource: unknown }[] | undefined;
    };
  };
  readonly prefetch?: Readonly<Record<string, unknown>> | undefined;
};

export type ReadCall =
  | { readonly ok: true; readonly call: HookCall }
  | { readonly ok: false; readonly at: readonly string[] };

/** The request as the hook defines it, or the places where it is not. Members we do not know are left aside. */
export function readCall(hook: Hook, content: unknown): ReadCall {
  const parsed = calls[hook].safeParse(content);
  if (parsed.success) return { ok: true, call: parsed.data };
  const places = parsed.error.issues.map(({ path }) => path.join('.') || 'request');
  return { ok: false, at: [...new Set(places)].slice(0, 20) };
}
