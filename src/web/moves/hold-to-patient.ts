import { type FhirRequest, type Transport, TransportError } from '../../fhir/index.ts';
import { bind } from '../../outbox/index.ts';
import { LaunchError, type Session } from '../../session/index.ts';

const isWrite = ({ method, path, search }: FhirRequest): boolean =>
  method !== 'GET' && search === undefined && !path.endsWith('/_search');

export type Held = {
  /** The same session; before each write the patient is read anew, and nothing gets past a mismatch. */
  readonly session: Session;
  /** For when somebody comes back to the window. */
  readonly recheck: () => Promise<void>;
};

/** Holds everything to whom the form was opened for. `onFrozen` is called once, and then nothing goes in or out. */
export function holdToPatient(session: Session, onFrozen: () => void): Held {
  const bound = session.situation();
  if (bound === undefined) throw new LaunchError('missing-patient');
  const binding = bind(bound, { current: session.situation, onFrozen });
  const guarded = binding.guard(session.transport);
  const transport: Transport = async (request) => {
    if (isWrite(request)) await session.lookAgain();
    return guarded(request);
  };
  const recheck = async (): Promise<void> => {
    try {
      if (binding.check()) await session.lookAgain();
    } catch (error) {
      // Without an answer nothing new is known; a write asks again and waits for one.
      if (!(error instanceof TransportError)) throw error;
    }
    binding.check();
  };
  return { session: { ...session, transport }, recheck };
}
