import * as z from 'zod';
import { isId, noLongerThan, noShorterThan } from '../../fhir/index.ts';
import type { Hook } from '../chart/need.ts';

const id = z.string().refine(isId, 'id');
const user = z.string().check(noShorterThan(1), noLongerThan(256));
/** Each value is looked at where it is needed: going through all of them here would cost every call. */
const members = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** `null` is what some clients send for "not there". */
const context = {
  'patient-view': z.object({ userId: user, patientId: id, encounterId: id.nullish() }),
  'encounter-start': z.object({ userId: user, patientId: id, encounterId: id }),
  'appointment-book': z.object({
    userId: user,
    patientId: id,
    encounterId: id.nullish(),
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
    .check(noShorterThan(1), noLongerThan(16_384))
    .regex(/^[\x21-\x7e]+$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number(),
  scope: z.string(),
  subject: z.string(),
  patient: z.string().nullish(),
});

const shape = <H extends Hook>(hook: H) =>
  z
    .object({
      hook: z.literal(hook),
      hookInstance: z.string().check(noShorterThan(1), noLongerThan(128)),
      fhirServer: z.string().check(noShorterThan(1), noLongerThan(2048)).nullish(),
      fhirAuthorization: authorization.nullish(),
      context: context[hook],
      prefetch: members.nullish(),
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
  readonly fhirServer?: string | null | undefined;
  readonly fhirAuthorization?: z.infer<typeof authorization> | null | undefined;
  readonly context: {
    readonly userId: string;
    readonly patientId: string;
    readonly encounterId?: string | null | undefined;
    readonly appointments?: {
      readonly entry?: readonly { readonly resource: unknown }[] | undefined;
    };
  };
  readonly prefetch?: Readonly<Record<string, unknown>> | null | undefined;
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
