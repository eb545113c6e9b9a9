import { ContentError } from '../fault.ts';

/** One of the app's own files, never from a cache, and not waited for for ever. `undefined` when it is not there (404). */
export async function fetchJson(path: string): Promise<unknown> {
  const address = new URL(path, document.baseURI);
  try {
    const answer = await fetch(address, {
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return await answer.json();
  } catch (cause) {
    throw new ContentError('content-missing', path, cause);
  }
}
