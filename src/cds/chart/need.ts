import type { Coding } from '../../fhir/index.ts';
import { isId } from '../../fhir/index.ts';
import type { Trigger } from '../../routine/index.ts';

export const hooks = ['patient-view', 'encounter-start', 'appointment-book'] as const;
export type Hook = (typeof hooks)[number];

export type NeedKey = 'patient' | 'occasions' | 'encounter' | 'findings' | 'missed' | 'marks';

/** One read that the decision rests on; the template is both what is announced and what is read. */
export type Need = { readonly key: NeedKey; readonly template: string };

/** Beyond this many codes an address gets too long for some servers; then the kind is read without codes. */
const mostCodes = 20;

function codeFilter(codes: readonly Coding[]): string {
  const tokens = codes.map(({ system, code }) => `${system ?? ''}|${code ?? ''}`);
  return codes.length > mostCodes ? '' : `&code=${tokens.join(',')}`;
}

const ofPatient = 'patient={{context.patientId}}';

const codesOf = (triggers: readonly Trigger[], missed: boolean): readonly Coding[] =>
  triggers
    .filter(({ kind }) => (kind === 'missed-dental-visits') === missed)
    .flatMap(({ codes }) => codes ?? []);

/**
 * What one hook needs, no more: earlier occasions by the panel's own code (never the answers), findings and
 * missed visits only when a trigger of the unit's routine looks for them, marks only when the site has one.
 */
export function needsOf(
  hook: Hook,
  {
    panels,
    triggers,
    marks,
  }: {
    readonly panels: readonly Coding[];
    readonly triggers: readonly Trigger[];
    readonly marks: readonly Coding[];
  },
): readonly Need[] {
  const findings = codesOf(triggers, false);
  const counted = triggers.some(({ kind }) => kind === 'missed-dental-visits');
  const needs: (Need | false)[] = [
    { key: 'patient', template: 'Patient/{{context.patientId}}' },
    {
      key: 'occasions',
      template: `Observation?${ofPatient}${codeFilter(panels)}&_sort=-date&_count=50`,
    },
    hook !== 'appointment-book' && {
      key: 'encounter',
      template: 'Encounter/{{context.encounterId}}',
    },
    findings.length > 0 && {
      key: 'findings',
      template: `Condition?${ofPatient}${codeFilter(findings)}&_count=50`,
    },
    counted && {
      key: 'missed',
      template: `Appointment?${ofPatient}&status=noshow&_sort=-date&_count=50`,
    },
    marks.length > 0 && {
      key: 'marks',
      template: `Flag?${ofPatient}&_count=50`,
    },
  ];
  return needs.filter((need) => need !== false);
}

const place = /\{\{context\.(\w+)\}\}/g;

const idIn = (context: Readonly<Record<string, unknown>>, key: string): string | undefined => {
  const value = context[key];
  return typeof value === 'string' && isId(value) ? value : undefined;
};

/** Whether a call's context has what the need names; an optional encounter may be absent. */
export const concerns = ({ key }: Need, context: Readonly<Record<string, unknown>>): boolean =>
  key !== 'encounter' || idIn(context, 'encounterId') !== undefined;

/**
 * The address of a need in one call, relative to the FHIR base; undefined when the context lacks what it
 * names. Search values are encoded; ids cannot carry anything to encode.
 */
export function addressOf(
  { template }: Need,
  context: Readonly<Record<string, unknown>>,
): string | undefined {
  let complete = true;
  const filled = template.replace(place, (_, key: string) => {
    const id = idIn(context, key);
    if (id === undefined) complete = false;
    return id ?? '';
  });
  return complete ? filled.replaceAll('|', '%7C') : undefined;
}
