import type {
  Bundle,
  BundleEntry,
  FhirReply,
  FhirRequest,
  FhirResource,
} from '../../src/fhir/index.ts';
import { asResource, withReferences } from '../../src/fhir/index.ts';
import { nextPage, search } from './model-search.ts';

/** What kind of server it is. */
export type Habits = {
  /** Milliseconds between looking whether something is there and making it. 0: nothing comes between. */
  readonly gapMs: number;
  readonly ignoresConditions: boolean;
  /** New resources are found by search, and by conditions, only after this long. */
  readonly lagMs: number;
  /** `batch`: each entry on its own, so some can fail. `none`: one resource at a time. */
  readonly bundles: 'transaction' | 'batch' | 'none';
  /** Gives so many at a time; all when left out. */
  readonly page?: number;
  /** Does not know the search by tag, and gives all of the type instead. */
  readonly deaf?: true;
  /** 201 without a body. */
  readonly silent: boolean;
  /** Types that cannot be created; none when left out. */
  readonly cannotCreate?: readonly string[];
  /** Answers are taken to these forms only; to all when left out. */
  readonly knownForms?: readonly string[];
};

export type ModelServer = {
  readonly stored: () => readonly FhirResource[];
  /** Takes a request; `finish`, after `gapMs`, does it and answers. */
  readonly take: (request: FhirRequest) => { readonly gapMs: number; finish: () => FhirReply };
  /** Stands there from before, by somebody else. */
  readonly add: (resource: FhirResource) => void;
  /** The next bundle loses this entry to trouble on the server. */
  readonly failNextEntry: (index: number) => void;
  /** How often a version that was not the latest was refused, and a search did not find what stands there. */
  readonly counts: () => { readonly refusedVersions: number; readonly behind: number };
};

type Row = {
  resource: FhirResource;
  readonly type: string;
  readonly reference: string;
  readonly names: readonly string[];
  readonly foundFrom: number;
};

export type State = {
  readonly habits: Habits;
  readonly now: () => number;
  readonly newId: () => string;
  rows: Row[];
  /** Address of the next page → what it will hold. */
  readonly pages: Map<string, readonly FhirResource[]>;
  failing: number | undefined;
  refusedVersions: number;
  behind: number;
};

const issue = (status: number, text: string): FhirReply => ({
  status,
  resource: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'processing', diagnostics: text }],
  },
});

function namesOf(resource: FhirResource): readonly string[] {
  const own = 'identifier' in resource ? [resource.identifier].flat() : [];
  return [
    ...own.flatMap((each) =>
      each && 'value' in each ? `identifier=${each.system}|${each.value}` : [],
    ),
    ...(resource.meta?.tag ?? []).map(({ system, code }) => `_tag=${system}|${code}`),
  ];
}

/** Something that meets the condition, as this server is able to see it now. */
function standing(state: State, type: string, condition: string | undefined): Row | undefined | 2 {
  if (condition === undefined || state.habits.ignoresConditions) return undefined;
  const [name = '', value = ''] = condition.split('=');
  const wanted = `${name}=${decodeURIComponent(value)}`;
  const found = state.rows.filter(
    (row) => row.type === type && row.foundFrom <= state.now() && row.names.includes(wanted),
  );
  return found.length > 1 ? 2 : found[0];
}

type Placed = {
  readonly entry: BundleEntry;
  readonly there: Row | undefined | 2;
  readonly id: string;
};

function make(state: State, resource: FhirResource, id: string): Row {
  const made = { ...resource, id, meta: { ...resource.meta, versionId: '1' } };
  const row: Row = {
    resource: made,
    type: made.resourceType,
    reference: `${made.resourceType}/${id}`,
    names: namesOf(made),
    foundFrom: state.now() + state.habits.lagMs,
  };
  state.rows.push(row);
  return row;
}

const versionOf = (row: Row): string => row.resource.meta?.versionId ?? '';

function update(state: State, path: string, body: FhirResource, ifMatch?: string): FhirReply {
  const row = state.rows.find(({ reference }) => reference === path);
  if (row === undefined) return issue(404, 'not there');
  if (ifMatch !== undefined && ifMatch !== `W/"${versionOf(row)}"`) {
    state.refusedVersions += 1;
    return issue(412, 'version');
  }
  const versionId = String(Number(versionOf(row)) + 1);
  row.resource = { ...body, id: row.resource.id ?? '', meta: { ...body.meta, versionId } };
  return { status: 200, resource: row.resource, etag: `W/"${versionId}"` };
}

function answerFor(row: Row, status: string): BundleEntry {
  return { response: { status, location: `${row.reference}/_history/${versionOf(row)}` } };
}

function doEntry(state: State, placed: Placed, places: ReadonlyMap<string, string>): BundleEntry {
  const { entry, there, id } = placed;
  const resource = asResource(entry.resource);
  if (resource === undefined) return { response: { status: '400' } };
  const body = places.size > 0 ? withReferences(resource, places) : resource;
  if (entry.request?.method === 'PUT') {
    const { status, resource: made } = update(
      state,
      entry.request.url,
      body,
      entry.request.ifMatch,
    );
    const location = `${entry.request.url}/_history/${made?.meta?.versionId}`;
    return { response: { status: String(status), ...(status === 200 && { location }) } };
  }
  if (there === 2) return { response: { status: '412 more than one' } };
  return there ? answerFor(there, '200') : answerFor(make(state, body, id), '201');
}

function place(state: State, entry: BundleEntry): Placed {
  const there = standing(state, entry.resource?.resourceType ?? '', entry.request?.ifNoneExist);
  return { entry, there, id: state.newId() };
}

function finishBundle(state: State, placed: readonly Placed[]): FhirReply {
  const places = new Map(
    placed.flatMap(({ entry, there, id }) =>
      entry.fullUrl && there !== 2
        ? [[entry.fullUrl, there?.reference ?? `${entry.resource?.resourceType}/${id}`] as const]
        : [],
    ),
  );
  const before = state.rows.map((row) => ({ ...row }));
  const failing = state.habits.bundles === 'batch' ? state.failing : undefined;
  state.failing = undefined;
  const entry = placed.map((each, index) =>
    index === failing ? { response: { status: '503' } } : doEntry(state, each, places),
  );
  const failed = entry.find(({ response }) => /^[45]/.test(response?.status ?? ''));
  if (failed && state.habits.bundles === 'transaction') {
    state.rows = before;
    return issue(Number.parseInt(failed.response?.status ?? '', 10), 'all or nothing');
  }
  return { status: 200, resource: { resourceType: 'Bundle', type: 'transaction-response', entry } };
}

function createOne(state: State, placed: Placed): FhirReply {
  const resource = asResource(placed.entry.resource);
  if (placed.there === 2) return issue(412, 'more than one');
  if (resource === undefined) return issue(400, 'empty');
  const row = placed.there ?? make(state, resource, placed.id);
  const location = `https://ehr.example/fhir/${row.reference}/_history/${versionOf(row)}`;
  const status = placed.there ? 200 : 201;
  return { status, location, ...(!state.habits.silent && { resource: row.resource }) };
}

const isBundle = (resource: FhirResource): resource is Bundle => resource.resourceType === 'Bundle';

function isRefused({ cannotCreate, knownForms }: Habits, body: FhirResource): boolean {
  if (cannotCreate?.includes(body.resourceType)) return true;
  if (body.resourceType !== 'QuestionnaireResponse' || knownForms === undefined) return false;
  return !knownForms.includes(body.questionnaire ?? '');
}

function takeBody(state: State, request: FhirRequest, body: FhirResource): () => FhirReply {
  const { method, path, ifMatch, ifNoneExist } = request;
  if (method === 'PUT') return () => update(state, path, body, ifMatch);
  if (isRefused(state.habits, body)) return () => issue(422, 'not possible');
  if (!isBundle(body)) {
    const asked = { method: 'POST' as const, url: path, ...(ifNoneExist && { ifNoneExist }) };
    const placed = place(state, { resource: body, request: asked });
    return () => createOne(state, placed);
  }
  if (state.habits.bundles === 'none') return () => issue(405, 'one at a time');
  const placed = (body.entry ?? []).map((entry) => place(state, entry));
  return () => finishBundle(state, placed);
}

export function modelServer(
  habits: Habits,
  world: { readonly now: () => number; readonly newId: () => string },
): ModelServer {
  const counts = { refusedVersions: 0, behind: 0 };
  const state: State = {
    habits,
    ...world,
    ...counts,
    rows: [],
    failing: undefined,
    pages: new Map(),
  };
  const read = (path: string): FhirReply => {
    const row = state.rows.find(({ reference }) => reference === path);
    return row ? { status: 200, resource: row.resource } : issue(404, 'not there');
  };
  return {
    stored: () => state.rows.map(({ resource }) => resource),
    add: (resource) => void make(state, resource, resource.id ?? ''),
    failNextEntry: (index) => {
      state.failing = index;
    },
    counts: () => ({ refusedVersions: state.refusedVersions, behind: state.behind }),
    take: (request) => {
      const { path, body } = request;
      if (body) return { gapMs: habits.gapMs, finish: takeBody(state, request, body) };
      if (state.pages.has(path)) return { gapMs: 0, finish: () => nextPage(state, path) };
      if (!path.endsWith('/_search')) return { gapMs: 0, finish: () => read(path) };
      const [type = ''] = path.split('/');
      const parameters = Object.fromEntries(new URLSearchParams(request.search));
      return { gapMs: 0, finish: () => search(state, type, parameters) };
    },
  };
}
