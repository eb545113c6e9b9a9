import { system, TransportError } from '../../fhir/index.ts';
import { known, searchAll } from '../../outbox/index.ts';
import { type Earlier, earlierOccasions } from '../../record/index.ts';
import { asking, type Opened, past } from '../state.ts';

type Search = { readonly type: string; readonly search: Readonly<Record<string, string>> };

/** Which searches the EHR lets us make; a right withheld means that much is not known, never that it is none. */
function searches({ session }: Opened): readonly Search[] {
  const patient = session.patient.id;
  const [code] = asking.value?.form.code ?? [];
  const all: readonly Search[] = [
    { type: 'Observation', search: { patient, code: `${code?.system ?? ''}|${code?.code ?? ''}` } },
    { type: 'Task', search: { patient, code: `${system.taskCode}|fulfill` } },
    { type: 'ServiceRequest', search: { patient, category: `${system.referral}|support` } },
  ];
  return all.filter(({ type }) => session.grant.may('search', type));
}

/** Earlier occasions and open referrals, kept in memory until the gate is passed. */
export async function lookBack(now: Opened): Promise<void> {
  try {
    const found = await Promise.all(
      searches(now).map(({ type, search }) => searchAll(now.session.transport, type, search)),
    );
    const earlier: Earlier = earlierOccasions(found.flatMap(known));
    past.value = earlier;
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    past.value = 'unavailable';
  }
}
