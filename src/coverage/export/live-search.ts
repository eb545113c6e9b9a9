import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { Client } from 'fhir-kit-client';
import { z } from 'zod';
import { exportedTypes } from './bulk-options.ts';
import { ExportError, secure } from './ports.ts';

const page = z.object({
  resourceType: z.literal('Bundle'),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).optional(),
  entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string() }) })).optional(),
});

export type LiveOptions = {
  readonly base: string;
  readonly token: () => Promise<string>;
  readonly folder: string;
  readonly pageSize?: number;
  readonly mostPages?: number;
};

/**
 * For a server without `$export`: every type searched page by page into the same kind of folder. A next page
 * outside the server is refused, for the token goes with it.
 */
export async function liveSearch(options: LiveOptions): Promise<void> {
  secure(options.base);
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const client = new Client({ baseUrl: options.base, requestOptions: { redirect: 'error' } });
  for (const type of exportedTypes) await searchType(type, client, options);
}

async function searchType(type: string, client: Client, options: LiveOptions): Promise<void> {
  const output = createWriteStream(join(options.folder, `${type}.ndjson`), { mode: 0o600 });
  try {
    for await (const bundle of pages(type, client, options)) await writePage(type, bundle, output);
  } finally {
    await finished(output.end());
  }
}

type Page = z.infer<typeof page>;

async function* pages(type: string, client: Client, options: LiveOptions): AsyncGenerator<Page> {
  client.bearerToken = await options.token();
  const searchParams = { _count: options.pageSize ?? 500 };
  let found: unknown = await client.search({ resourceType: type, searchParams });
  for (let seen = 1; found !== undefined; seen += 1) {
    if (seen > (options.mostPages ?? 100_000)) throw new ExportError('too-slow', type);
    const bundle = page.parse(found);
    yield bundle;
    found = await nextPage(bundle, client, options);
  }
}

async function writePage(type: string, { entry = [] }: Page, output: WriteStream): Promise<void> {
  const own = entry.filter(({ resource }) => resource.resourceType === type);
  const text = own.map(({ resource }) => `${JSON.stringify(resource)}\n`).join('');
  if (!output.write(text)) await once(output, 'drain');
}

async function nextPage(bundle: Page, client: Client, options: LiveOptions): Promise<unknown> {
  const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
  if (next === undefined) return undefined;
  const base = new URL(options.base);
  const address = new URL(next, `${base.href.replace(/\/$/, '')}/`);
  if (address.origin !== base.origin) throw new ExportError('insecure', next);
  client.bearerToken = await options.token();
  const absolute = { ...bundle, link: [{ relation: 'next', url: address.href }] };
  return client.nextPage({ bundle: absolute as Parameters<Client['nextPage']>[0]['bundle'] });
}
