import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  cdsService,
  memoryFeedbackStore,
  memoryReplayStore,
  parseCdsConfig,
} from '../cds/index.ts';
import { readPack, readQuestionnaires } from './content-folder.ts';
import { ContentError } from './errors.ts';

type Addresses = { readonly ehrUrl: string; readonly appUrl: string };
export type DemoCds = {
  readonly answer: (request: Request) => Promise<Response>;
  /** What was said of its cards, without any patient. */
  readonly feedback: ReturnType<typeof memoryFeedbackStore>;
};

/** The CDS Hooks service of the demo, for the demo EHR alone, which signs its calls as a real one does. */
export function demoCds(root: string, { ehrUrl, appUrl }: Addresses): DemoCds {
  const routine = 'demo-clinic';
  const parsed = parseCdsConfig(
    {
      publicUrl: ehrUrl,
      launchUrl: `${appUrl}/launch/index.html`,
      audiences: ['adult'],
      authentication: {
        mode: 'jwt',
        clients: [
          { iss: ehrUrl, jku: `${ehrUrl}/cds-client/jwks.json`, fhirServers: [`${ehrUrl}/fhir`] },
        ],
      },
    },
    {
      routine: { ok: true, pack: readPack(join(root, 'routines'), routine) },
      questionnaires: Object.values(readQuestionnaires(join(root, 'questionnaires'))),
    },
  );
  if (!parsed.ok) throw new ContentError(routine, parsed.problems);
  const feedback = memoryFeedbackStore();
  const service = cdsService(parsed.config, {
    now: Date.now,
    uuid: randomUUID,
    fetch: globalThis.fetch,
    feedback,
    replay: memoryReplayStore(),
    log: () => undefined,
    audit: () => undefined,
  });
  return { answer: (request) => service.fetch(request), feedback };
}
