import { isResourceType } from '@medplum/core';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { isId } from '../../fhir/index.ts';
import { type Access, type Guard, guardFor } from './access.ts';
import { batch } from './batch.ts';
import { readPatch, readResource, readText } from './body.ts';
import { capabilityStatement } from './capability.ts';
import { everythingAbout } from './everything.ts';
import { type Ehr, type Interaction, interact, oneAtATime, storedIn } from './interaction.ts';
import { refusalOf, refuse } from './refusal.ts';
import { answer, answerRefusal, answerStored, isStored, responseBundle } from './reply.ts';
import type { Resource } from './resource.ts';
import { searchPage } from './search.ts';
import { checkOffered, type ServerProfile, takesBundles } from './server-profile.ts';
import { transact } from './transaction.ts';
import { versionIn } from './version.ts';

export type FhirApiOptions = {
  readonly ehr: Ehr;
  /** The address of the API, without a slash at the end. */
  readonly base: string;
  readonly origin: string;
  /** What a bearer token opens; undefined for one that is unknown, expired or taken back. */
  readonly accessOf: (token: string) => Promise<Access | undefined>;
  readonly discovery: () => object;
  readonly now: () => Date;
  /** Absent: `full`. */
  readonly profile?: () => ServerProfile;
};

/** FHIR R4 over HTTP, to be mounted at `/fhir`. */
export function fhirApi(options: FhirApiOptions): Hono {
  const { ehr, base, origin, now } = options;
  const api = new Hono({ strict: false });
  const alone = oneAtATime();
  api.use(openToOtherOrigins());
  api.get('/.well-known/smart-configuration', (c) => c.json(options.discovery()));
  const profile = options.profile ?? (() => 'full' as const);
  api.get('/metadata', () =>
    answer(200, capabilityStatement(base, origin, now().toISOString(), profile())),
  );
  api.post('/', (c) => alone(() => bundle(c, options)));
  api.get('/:type', async (c) => {
    const query = new URL(c.req.url).searchParams;
    return searched(c, options, await guardOf(c, options), query);
  });
  api.post('/:type/_search', async (c) => {
    const query = new URLSearchParams(await readText(c.req.raw));
    return searched(c, options, await guardOf(c, options), query);
  });
  api.get('/Patient/:id/$everything', async (c) => {
    const mayDo = await guardOf(c, options);
    return answer(200, everythingAbout(ehr.repository, mayDo, c.req.param('id'), base));
  });
  api.all('/:type/:rest{.+}?', (c) => alone(() => single(c, options)));
  api.all('*', () => answerRefusal(refuse(404, 'not-found', 'Nothing answers at this address')));
  api.onError((error) => answerRefusal(refusalOf(error)));
  return api;

  async function bundle(c: Context, { accessOf }: Pick<FhirApiOptions, 'accessOf'>) {
    const mayDo = await guardOf(c, { ehr, accessOf });
    if (!takesBundles(profile())) throw refuse(400, 'not-supported', 'No bundles here');
    const body = await readResource(c.req.raw);
    const full = c.req.header('prefer')?.includes('return=representation') ?? false;
    if (body.resourceType === 'Bundle' && body.type === 'batch') {
      const done = await batch(ehr, mayDo, body);
      return answer(200, responseBundle('batch-response', done, full));
    }
    const done = await transact(ehr.repository, mayDo, body);
    return answer(200, responseBundle('transaction-response', done, full));
  }
}

function openToOtherOrigins() {
  return cors({
    origin: '*',
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Accept',
      'If-Match',
      'If-None-Exist',
      'Prefer',
    ],
    exposeHeaders: ['ETag', 'Location', 'Last-Modified', 'Retry-After', 'WWW-Authenticate'],
    maxAge: 600,
  });
}

const guardOf = (c: Context, opening: Pick<FhirApiOptions, 'ehr' | 'accessOf'>): Promise<Guard> =>
  guardFor(c.req.header('authorization'), opening);

async function searched(
  c: Context,
  { ehr, base }: FhirApiOptions,
  mayDo: Guard,
  query: URLSearchParams,
): Promise<Response> {
  const type = typeIn(c.req.param('type'));
  return answer(200, await searchPage(ehr.repository, mayDo, type, query, base));
}

async function single(c: Context, options: FhirApiOptions): Promise<Response> {
  const mayDo = await guardOf(c, options);
  const asked = await interactionIn(c);
  checkOffered(options.profile?.() ?? 'full', asked.method, asked.path[0] ?? '');
  const outcome = await interact(options.ehr, mayDo, asked);
  if (!isStored(outcome.resource)) return answer(outcome.status, outcome.resource);
  return answerStored(outcome.status, storedIn(outcome), options.base, c.req.header('prefer'));
}

async function interactionIn(c: Context): Promise<Interaction> {
  const type = typeIn(c.req.param('type'));
  const rest = c.req.param('rest')?.split('/') ?? [];
  if (rest.some((each) => each !== '_history' && !isId(each))) {
    throw refuse(404, 'not-supported', 'No such operation here');
  }
  const method = methodIn(c.req.method);
  const ifMatch = versionIn(c.req.header('if-match'));
  const ifNoneExist = c.req.header('if-none-exist');
  return {
    method,
    path: [type, ...rest],
    body: await bodyOf(method, c.req.raw),
    ...(ifMatch === undefined ? {} : { ifMatch: `"${ifMatch}"` }),
    ...(ifNoneExist === undefined ? {} : { ifNoneExist }),
  };
}

async function bodyOf(
  method: Interaction['method'],
  request: Request,
): Promise<Resource | unknown | undefined> {
  switch (method) {
    case 'POST':
    case 'PUT':
      return readResource(request);
    case 'PATCH':
      return readPatch(request);
    case 'GET':
    case 'DELETE':
      return undefined;
  }
}

function typeIn(text: string | undefined): string {
  if (text !== undefined && isResourceType(text)) return text;
  throw refuse(404, 'not-supported', `There is no resource type "${text ?? ''}"`);
}

function methodIn(text: string): Interaction['method'] {
  switch (text) {
    case 'GET':
    case 'POST':
    case 'PUT':
    case 'PATCH':
    case 'DELETE':
      return text;
    default:
      throw refuse(405, 'not-supported', `${text} is not allowed here`);
  }
}
