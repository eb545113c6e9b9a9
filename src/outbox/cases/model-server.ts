/** For the tests beside: a FHIR server in memory that can be made to fail in the ways that real ones do. */
import {
  type Bundle,
  type BundleEntry,
  type FhirReply,
  type FhirRequest,
  type FhirResource,
  type Transport,
  TransportError,
} from '../../fhir/index.ts';
import { answersTo } from './answers-to.ts';

/** What happens to one exchange. A number is a status that the server answers without doing anything. */
export type Fault =
  | number
  /** Lost on the way there, lost on the way back, cut off on the way back. */
  | 'lost-before'
  | 'lost-after'
  | 'truncated-after'
  /** A captive portal answers 200 with a page. */
  | 'html-before'
  | 'html-after'
  | '503-after'
  | '412-after'
  /** 200 with something that is not an answer to a transaction. */
  | 'nonsense-after'
  /** Answers for the first entry only. */
  | 'short-after'
  /** Answers for every entry without saying what became of it. */
  | 'wordless-after'
  | 'signed-out'
  | 'wrong-patient'
  | 'none';

export type Habits = {
  /** Creates without looking whether it is there. */
  readonly ignoresConditions?: boolean;
  /** New resources are not found by search until this many searches have been made. */
  readonly lag?: number;
  /** Lets an entry of this type fail and keeps the rest. */
  readonly failsOn?: { readonly type: string; readonly status: number };
  /** Answers 201 without a word. */
  readonly silent?: boolean;
  /** Does something to a response before it is stored. */
  readonly alters?: (resource: FhirResource) => FhirResource;
  /** Has no search for this type. */
  readonly cannotSearch?: string;
  /** Takes no changes to what stands. */
  readonly cannotUpdate?: boolean;
  /** Keeps the labels of what was there beside those of the new version, as HAPI does. */
  readonly keepsLabels?: boolean;
  /** Takes one resource at a time. */
  readonly noTransaction?: boolean;
};

export type ModelServer = {
  readonly transport: Transport;
  readonly stored: () => readonly FhirResource[];
  readonly requests: readonly FhirRequest[];
};

const issue = (status: number): FhirReply => ({
  status,
  ...(status === 429 && { retryAfter: 7 }),
  resource: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'processing', diagnostics: `fel ${status}` }],
  },
});

type World = {
  readonly habits: Habits;
  store: readonly FhirResource[];
  /** Searches still to be made before anything is found. */
  hidden: number;
};

function find(world: World, type: string, name: string, value: string): readonly FhirResource[] {
  return world.store.filter((each) => each.resourceType === type && answersTo(each, name, value));
}

function create(world: World, { resource, request }: BundleEntry): BundleEntry {
  const type = resource?.resourceType ?? '';
  const [name = '', value = ''] = request?.ifNoneExist?.split('=') ?? [];
  const there = world.habits.ignoresConditions
    ? []
    : find(world, type, name, decodeURIComponent(value));
  const [one, another] = there;
  if (another) return { response: { status: '412 Precondition Failed' } };
  if (one) return { response: { status: '200 OK', location: `${type}/${one.id}/_history/1` } };
  const id = String(world.store.length + 1);
  const made = { ...resource, id, meta: { ...resource?.meta, versionId: '1' } } as FhirResource;
  world.store = [...world.store, world.habits.alters?.(made) ?? made];
  const location = `https://ehr.example/fhir/${type}/${id}/_history/1`;
  return { response: { status: '201 Created', location } };
}

function change(world: World, { resource, request }: BundleEntry): BundleEntry {
  const { url = '', ifMatch } = request ?? {};
  const asked = { method: 'PUT' as const, path: url, ...(ifMatch && { ifMatch }) };
  const { status, resource: made } = put(world, asked, resource as FhirResource);
  const location = `${url}/_history/${made?.meta?.versionId}`;
  return { response: { status: String(status), ...(status < 400 && { location }) } };
}

function transaction(world: World, bundle: Bundle): FhirReply {
  const { failsOn, silent } = world.habits;
  const before = world.store;
  const entry = (bundle.entry ?? []).map(
    (each): BundleEntry =>
      failsOn !== undefined && failsOn.type === each.resource?.resourceType
        ? { response: { status: String(failsOn.status) } }
        : each.request?.method === 'PUT'
          ? change(world, each)
          : create(world, each),
  );
  if (!failsOn && entry.some(({ response }) => response?.status.startsWith('4'))) {
    world.store = before;
    return issue(412);
  }
  if (silent) return { status: 201 };
  return { status: 200, resource: { resourceType: 'Bundle', type: 'transaction-response', entry } };
}

function search(
  world: World,
  type: string,
  parameters: Readonly<Record<string, string>>,
): FhirReply {
  if (world.habits.cannotSearch === type) return issue(400);
  const [name = '', value = ''] = Object.entries(parameters)[0] ?? [];
  const found = world.hidden > 0 ? [] : find(world, type, name, value);
  world.hidden -= 1;
  const entry = found.map((resource) => ({ resource }));
  return { status: 200, resource: { resourceType: 'Bundle', type: 'searchset', entry } };
}

/** One create with its condition in the header; `silent` answers with a location and no body. */
function single(
  world: World,
  { path, ifNoneExist }: FhirRequest,
  resource: FhirResource,
): FhirReply {
  const { failsOn, silent } = world.habits;
  if (failsOn?.type === path) return issue(failsOn.status);
  const url = { method: 'POST' as const, url: path, ...(ifNoneExist && { ifNoneExist }) };
  const { response } = create(world, { resource, request: url });
  const status = Number.parseInt(response?.status ?? '', 10);
  const location = response?.location;
  const reference = /[A-Z]\w+\/[\w.-]+(?=\/_history)/.exec(location ?? '')?.[0];
  const made = world.store.find((each) => `${each.resourceType}/${each.id}` === reference);
  return {
    status,
    ...(location && { location }),
    ...(made && !silent && { resource: made }),
  };
}

function put(world: World, request: FhirRequest, body: FhirResource): FhirReply {
  if (world.habits.cannotUpdate) return issue(405);
  const old = world.store.find((each) => `${each.resourceType}/${each.id}` === request.path);
  if (old === undefined) return issue(404);
  if (request.ifMatch !== `W/"${old.meta?.versionId}"`) return issue(412);
  const versionId = String(Number(old.meta?.versionId) + 1);
  const kept = world.habits.keepsLabels ? (old.meta?.security ?? []) : [];
  const security = [...(body.meta?.security ?? []), ...kept];
  const labelled = security.length > 0 && { security };
  const made = { ...body, meta: { ...body.meta, ...labelled, versionId } } as FhirResource;
  world.store = world.store.map((each) => (each === old ? made : each));
  return { status: 200, resource: made };
}

function post(world: World, request: FhirRequest, body: FhirResource): FhirReply {
  if (body.resourceType !== 'Bundle') return single(world, request, body);
  return world.habits.noTransaction ? issue(405) : transaction(world, body);
}

function work(world: World, request: FhirRequest): FhirReply {
  const { method, path, body } = request;
  if (body) return method === 'PUT' ? put(world, request, body) : post(world, request, body);
  if (path.endsWith('/_search')) {
    const parameters = Object.fromEntries(new URLSearchParams(request.search));
    return search(world, path.split('/')[0] ?? '', parameters);
  }
  const found = world.store.find((each) => `${each.resourceType}/${each.id}` === path);
  return found ? { status: 200, resource: found } : issue(404);
}

function answeredWith(
  { status, resource }: FhirReply,
  change: (entry: BundleEntry[]) => BundleEntry[],
): FhirReply {
  if (resource?.resourceType !== 'Bundle') return { status };
  return { status, resource: { ...resource, entry: change(resource.entry ?? []) } };
}

function afterwards(fault: Exclude<Fault, number>, reply: FhirReply): FhirReply {
  switch (fault) {
    case 'none':
      return reply;
    case 'signed-out':
    case 'wrong-patient':
      throw new TransportError(fault);
    case 'lost-before':
    case 'lost-after':
      throw new TransportError('unreachable');
    case 'html-before':
    case 'html-after':
    case 'truncated-after':
      throw new TransportError('unreadable');
    case '503-after':
      return issue(503);
    case '412-after':
      return issue(412);
    case 'short-after':
      return answeredWith(reply, (entry) => entry.slice(0, 1));
    case 'wordless-after':
      return answeredWith(reply, (entry) => entry.map(() => ({})));
    case 'nonsense-after':
      return { status: 200, resource: { resourceType: 'Bundle', type: 'searchset' } };
  }
}

const undone: ReadonlySet<Fault> = new Set(['lost-before', 'html-before', 'signed-out']);

/** `faults`: one an exchange, in order; after the last everything works. */
export function modelServer(
  faults: readonly Fault[],
  habits: Habits = {},
  already: readonly FhirResource[] = [],
): ModelServer {
  const world: World = { habits, store: already, hidden: habits.lag ?? 0 };
  const requests: FhirRequest[] = [];
  return {
    transport: async (request) => {
      const fault = faults[requests.length] ?? 'none';
      const { lastCheck: _asked, ...plain } = request;
      requests.push(structuredClone(plain));
      if (typeof fault === 'number') return issue(fault);
      const reply = undone.has(fault) ? { status: 0 } : work(world, request);
      return structuredClone(afterwards(fault, reply));
    },
    stored: () => world.store,
    requests,
  };
}
