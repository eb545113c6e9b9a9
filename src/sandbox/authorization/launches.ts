import { randomUUID } from 'node:crypto';

/** What the EHR tells the app about where it was opened (SMART App Launch 2.2, "launch context"). */
export type LaunchContext = {
  /** Left out: the EHR opens the app with no patient in context. */
  readonly patient?: string;
  readonly encounter?: string;
  readonly intent?: string;
  readonly needPatientBanner?: boolean;
  readonly fhirContext?: readonly object[];
  /** A string from the card that opened the app (CDS Hooks). */
  readonly appContext?: string;
  /** Reference of the person who is signed in to the EHR. */
  readonly user: string;
};

export type Launches = {
  /** The value of `launch`, good for one authorization within five minutes. */
  open(context: LaunchContext): string;
  /** Spends the launch; undefined when it is unknown, spent or too old. */
  spend(launch: string | undefined): LaunchContext | undefined;
};

const lifetime = 5 * 60 * 1000;

export function launches(now: () => Date): Launches {
  const opened = new Map<string, { readonly context: LaunchContext; readonly at: number }>();
  return {
    open: (context) => {
      const launch = randomUUID();
      opened.set(launch, { context, at: now().getTime() });
      return launch;
    },
    spend: (launch = '') => {
      const found = opened.get(launch);
      opened.delete(launch);
      return found && now().getTime() - found.at <= lifetime ? found.context : undefined;
    },
  };
}

/** The members SMART adds to the token response. */
export function contextMembers(context: LaunchContext): Record<string, unknown> {
  const { patient, encounter, intent, needPatientBanner, fhirContext, appContext } = context;
  const members = {
    patient,
    encounter,
    intent,
    need_patient_banner: needPatientBanner ?? true,
    fhirContext,
    appContext,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
