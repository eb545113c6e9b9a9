import { type Transport, TransportError } from '../fhir/index.ts';

/** Who and where, as it stood when the form opened, and as it stands now. */
export type Situation = {
  readonly issuer: string;
  /** "Patient/1" */
  readonly patient: string;
  /** The name that stands on the screen. */
  readonly name: string;
  readonly birthDate?: string;
  readonly encounter?: string;
  /** Whoever is signed in: "Practitioner/1". */
  readonly user?: string;
};

export type Mismatch = keyof Situation;

const parts: readonly Mismatch[] = ['issuer', 'patient', 'name', 'birthDate', 'encounter', 'user'];

/** Everything that is no longer as it was. What is missing now was not missing then, so it differs too. */
export function mismatches(bound: Situation, now: Situation | undefined): readonly Mismatch[] {
  return now === undefined ? ['patient'] : parts.filter((part) => bound[part] !== now[part]);
}

export type Binding = {
  /** At focus and at resume. False: frozen, now and for ever; wipe the screen and write nothing. */
  readonly check: () => boolean;
  /**
   * The same transport, which lets nothing out and nothing in once the situation is another. It looks before, again
   * when a token has been waited for, and at the answer.
   */
  readonly guard: (transport: Transport) => Transport;
};

/**
 * Holds the form to whom it was opened for. `current` is asked before each request and after each answer;
 * undefined means that nobody is in context any more. `onFrozen` is called once.
 */
export function bind(
  bound: Situation,
  world: {
    readonly current: () => Situation | undefined;
    readonly onFrozen: (differs: readonly Mismatch[]) => void;
  },
): Binding {
  let frozen = false;
  const freeze = (differs: readonly Mismatch[]): void => {
    if (!frozen) world.onFrozen(differs);
    frozen = true;
  };
  const check = (): boolean => {
    const differs = mismatches(bound, world.current());
    if (differs.length > 0) freeze(differs);
    return !frozen;
  };
  const hold = (): void => {
    if (!check()) throw new TransportError('wrong-patient');
  };
  const guard =
    (transport: Transport): Transport =>
    async (request) => {
      hold();
      const reply = await transport({ ...request, lastCheck: hold }).catch((error: unknown) => {
        if (error instanceof TransportError && error.code === 'wrong-patient') freeze(['patient']);
        throw error;
      });
      hold();
      return reply;
    };
  return { check, guard };
}
