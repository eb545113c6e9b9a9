import { type Context, Hono } from 'hono';
import {
  type Access,
  answerRefusal,
  type Ehr,
  type Guard,
  guardFor,
  refusalOf,
  refuse,
} from '../fhir-api/index.ts';
import { askedIn } from './asked.ts';
import { type Job, jobs } from './jobs.ts';
import { snapshot } from './snapshot.ts';

export type BulkExportOptions = {
  readonly ehr: Ehr;
  /** Origin of the EHR. */
  readonly url: string;
  readonly accessOf: (token: string) => Promise<Access | undefined>;
  /** The patients of each group that can be exported, by the group's id. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly now: () => Date;
};

const secondsToMake = 1;
const hoursToFetch = 1;

/**
 * Bulk Data Access 2.0 `$export` of the whole system or a group: kick-off, status and files. Only a token of
 * SMART Backend Services opens it; the files need the token as well.
 */
export function bulkExport(options: BulkExportOptions): Hono {
  const { ehr, url, groups, now } = options;
  const site = new Hono();
  const kept = jobs();
  const opened = async (c: Context): Promise<Guard> => {
    const mayDo = await guardFor(c.req.header('authorization'), options);
    if (mayDo.levels.has('system')) return mayDo;
    throw refuse(403, 'forbidden', 'Only a system scope opens the export');
  };
  const jobIn = async (c: Context): Promise<Job> => {
    await opened(c);
    const job = kept.find(c.req.param('job') ?? '');
    if (job === undefined) throw refuse(404, 'not-found', 'There is no such export');
    return job;
  };
  const kickOff = async (c: Context, group?: string): Promise<Response> => {
    const mayDo = await opened(c);
    const request = new URL(c.req.url);
    const asked = askedIn(request.searchParams, c.req.raw.headers, group);
    const members = group === undefined ? undefined : groups.get(group);
    if (group !== undefined && members === undefined) {
      throw refuse(404, 'not-found', `There is no group "${group}"`);
    }
    const time = now();
    const job = kept.add({
      request: `${url}${request.pathname}${request.search}`,
      transactionTime: time.toISOString(),
      readyAt: time.getTime() + secondsToMake * 1000,
      files: snapshot(ehr, mayDo, asked, members && new Set(members)),
    });
    return new Response(null, {
      status: 202,
      headers: { 'content-location': `${url}/bulk/${job.id}`, 'cache-control': 'no-store' },
    });
  };
  site.get('/fhir/$export', (c) => kickOff(c));
  site.get('/fhir/Group/:group/$export', (c) => kickOff(c, c.req.param('group')));
  site.get('/bulk/:job', async (c) => statusOf(await jobIn(c), url, now()));
  site.delete('/bulk/:job', async (c) => {
    kept.remove((await jobIn(c)).id);
    return new Response(null, { status: 202 });
  });
  site.get('/bulk/:job/:file', async (c) =>
    fileOf(await jobIn(c), Number(c.req.param('file').replace('.ndjson', ''))),
  );
  site.onError((error) => answerRefusal(refusalOf(error)));
  return site;
}

function statusOf(job: Job, url: string, now: Date): Response {
  if (now.getTime() < job.readyAt) {
    const headers = { 'retry-after': `${secondsToMake}`, 'x-progress': 'gathering' };
    return new Response(null, { status: 202, headers });
  }
  const files = job.files.map(({ kind, type, lines }, index) => ({
    kind,
    named: { type, url: `${url}/bulk/${job.id}/${index}.ndjson`, count: lines.length },
  }));
  const of = (wanted: string) =>
    files.filter(({ kind }) => kind === wanted).map(({ named }) => named);
  const manifest = {
    transactionTime: job.transactionTime,
    request: job.request,
    requiresAccessToken: true,
    output: of('output'),
    deleted: of('deleted'),
    error: of('error'),
  };
  const expires = new Date(job.readyAt + hoursToFetch * 3_600_000).toUTCString();
  return Response.json(manifest, { headers: { expires, 'cache-control': 'no-store' } });
}

function fileOf({ files }: Job, index: number): Response {
  const file = files[index];
  if (file === undefined) throw refuse(404, 'not-found', 'There is no such file');
  const headers = { 'content-type': 'application/fhir+ndjson', 'cache-control': 'no-store' };
  return new Response(file.lines.map((line) => `${line}\n`).join(''), { headers });
}
