import type { Ask } from './route.ts';

export type Fetch = typeof globalThis.fetch;

/** What came back, page by page; `status` is the first page's, 0 when nothing came. */
export type Answered = { readonly status: number; readonly pages: readonly string[] };

const mostPages = 20;
const patience = 30_000;

/** One read with all its pages. Follows no redirect and no link to another place: the token stays with its server. */
export async function ask(
  fetch: Fetch,
  base: string,
  token: string,
  asked: Ask,
): Promise<Answered> {
  const first = await once(fetch, `${base}/${asked.path}`, token, asked);
  const pages = [first.text];
  let next = nextIn(first.text, base);
  while (next !== undefined && pages.length < mostPages) {
    const { text } = await once(fetch, next, token, { path: '' });
    pages.push(text);
    next = nextIn(text, base);
  }
  return { status: first.status, pages };
}

async function once(fetch: Fetch, url: string, token: string, asked: Ask) {
  try {
    const response = await fetch(url, { ...sent(asked, token), redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    // Whatever the network says, this read brought nothing; the report counts such reads.
    if (error instanceof Error) return { status: 0, text: '' };
    throw error;
  }
}

function sent({ form, bundle }: Ask, token: string): RequestInit {
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/fhir+json',
    'cache-control': 'no-store',
  };
  const signal = AbortSignal.timeout(patience);
  if (form !== undefined) {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', headers: { ...headers, ...type }, body: form, signal };
  }
  if (bundle !== undefined) {
    const type = { 'content-type': 'application/fhir+json' };
    return {
      method: 'POST',
      headers: { ...headers, ...type },
      body: JSON.stringify(bundle),
      signal,
    };
  }
  return { method: 'GET', headers, signal };
}

/** The address of the next page, when it is on the same server. */
function nextIn(text: string, base: string): string | undefined {
  const [, url] = /"relation"\s*:\s*"next"\s*,\s*"url"\s*:\s*"([^"]+)"/.exec(text) ?? [];
  if (url === undefined || !URL.canParse(url)) return undefined;
  return new URL(url).origin === new URL(base).origin ? url : undefined;
}
