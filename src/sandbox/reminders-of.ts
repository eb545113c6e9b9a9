import { type Reminders, reminders, type Signing } from './cds-client/index.ts';
import { type Ehr, guard, searchPage } from './fhir-api/index.ts';
import { nurse } from './people/index.ts';
import type { Portal } from './portal/index.ts';

export type Asking = {
  readonly ehr: Ehr;
  readonly url: string;
  readonly cdsUrl: () => string | undefined;
  readonly reading: Portal;
  readonly signing: Signing;
  readonly now: () => Date;
};

/** The chart's questions to the CDS service, with the chart's own data as prefetch. */
export function remindersOf({ ehr, url, cdsUrl, reading, signing, now }: Asking): Reminders {
  const fhirUrl = `${url}/fhir`;
  const peek = (type: string, id: string) => ehr.repository.peek(type, id);
  /** A prefetch that this EHR cannot answer is left out; the service may read it for itself. */
  const read = async (query: string, patient: string): Promise<object | undefined> => {
    const [path = '', search] = query.split('?');
    const [type = '', id = ''] = path.split('/');
    const access = reading.accessOf(reading.staffToken(patient));
    if (!access) return undefined;
    if (search === undefined) return peek(type, id);
    try {
      const asked = new URLSearchParams(search);
      return await searchPage(ehr.repository, guard(access, peek), type, asked, fhirUrl);
    } catch (error) {
      if (error instanceof Error) return undefined;
      throw error;
    }
  };
  const tokenFor = reading.staffToken;
  return reminders({ cdsUrl, fhirUrl, tokenFor, read, user: nurse, signing, now });
}
