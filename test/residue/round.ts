import { setTimeout as wait } from 'node:timers/promises';
import type { FhirResource } from 'fhir/r4';
import type { BrowserContext, Page } from 'playwright-core';
import { forget, newProfile, openBrowser, type Workplace } from './chromium.ts';
import type { Journey } from './journeys.ts';
import { type Canary, type Find, scan } from './scan.ts';
import type { Ward } from './ward.ts';
import { printsWords, textOf, traceOf, type Watch, watch } from './watch.ts';

/** How the work ended, and what was found afterwards: `where` is a file of the profile or a place in the browser. */
type Ending = {
  readonly ending: 'clean exit' | 'kill' | 'crash and restore';
  readonly canaries: number;
  readonly files: number;
  readonly megabytes: number;
  readonly finds: readonly Find[];
  /** Addresses the browser brought back after the crash. */
  readonly broughtBack: readonly string[];
};

export type Round = { readonly journey: string; readonly endings: readonly Ending[] };

/** Milliseconds the browser gets to write down what it wants to keep (forms: up to 15 s, sessions: 2.5 s). */
export type Patience = { readonly beforeEnding: number; readonly afterRestore: number };

export async function walkAndQuit(
  ward: Ward,
  journey: Journey,
  patience: Patience,
): Promise<Round> {
  const { desk, canaries, finds } = await walk(ward, journey, patience);
  const roamed = await roam(desk.context, canaries);
  await desk.quit();
  const ending = await ended('clean exit', desk, canaries, [...finds, ...roamed]);
  forget(desk.profile);
  return { journey: journey.name, endings: [ending] };
}

export async function walkAndCrash(
  ward: Ward,
  journey: Journey,
  patience: Patience,
): Promise<Round> {
  const { desk, canaries, finds } = await walk(ward, journey, patience);
  await desk.kill();
  const killed = await ended('kill', desk, canaries, finds);
  const again = await openBrowser(desk.profile, true);
  await wait(patience.afterRestore);
  const broughtBack = again.context.pages().map((page) => page.url());
  const shown = await inPages(again.context, canaries, 'restored');
  await again.quit();
  const restored = {
    ...(await ended('crash and restore', again, canaries, shown)),
    broughtBack,
  };
  forget(desk.profile);
  return { journey: journey.name, endings: [killed, restored] };
}

type Walked = {
  readonly desk: Workplace;
  readonly canaries: readonly Canary[];
  readonly finds: readonly Find[];
};

/** A walk that fails leaves no browser behind. */
async function walk(ward: Ward, journey: Journey, patience: Patience): Promise<Walked> {
  const desk = await openBrowser(newProfile());
  try {
    return await walkAt(desk, ward, journey, patience);
  } catch (error) {
    await desk.kill();
    forget(desk.profile);
    throw error;
  }
}

async function walkAt(
  desk: Workplace,
  ward: Ward,
  journey: Journey,
  patience: Patience,
): Promise<Walked> {
  const patient = ward.next();
  const seen = watch(desk.context);
  const page = desk.context.pages()[0] ?? (await desk.context.newPage());
  await page.setViewportSize({ width: 480, height: 900 });
  await page.goto(ward.ehr.control.launchUrl({ patient: patient.id }));
  const typed = await journey.walk(page);
  await wait(patience.beforeEnding);
  const written = ward.ehr.control.resources().filter(isAbout(patient.id));
  const canaries = [...patient.canaries, ...typed, ...seen.tokens, ...written.flatMap(marksOf)];
  const origins = [ward.appUrl, ward.ehr.url];
  const finds = [
    ...inText(await traceOf(page), canaries, 'storage, title or address'),
    ...inText(seen.console.join('\n'), canaries, 'console'),
    ...inAddresses(seen, canaries, origins),
    ...((await printsWords(page)) ? [found('words', 'print')] : []),
  ];
  return { desk, canaries, finds };
}

const isAbout =
  (patient: string) =>
  (each: FhirResource): boolean =>
    JSON.stringify(each).includes(`Patient/${patient}"`);

/** What only this visit has: the ids the server gave, and the mark of the occasion. */
function marksOf({ resourceType, id, meta }: FhirResource): readonly Canary[] {
  const codes = (meta?.tag ?? []).map(({ code }) => code ?? '').filter((code) => code.length > 12);
  return [
    { what: `${resourceType} id`, text: id ?? '' },
    ...codes.map((text) => ({ what: 'occasion', text })),
  ].filter(({ text }) => text.length > 12);
}

async function ended(
  ending: Ending['ending'],
  { profile }: Workplace,
  canaries: readonly Canary[],
  finds: readonly Find[],
): Promise<Ending> {
  const unique = [...new Map(canaries.map((each) => [each.text, each])).values()];
  const { files, bytes, finds: onDisk } = await scan(profile, unique);
  const megabytes = Math.round(bytes / 1e5) / 10;
  return {
    ending,
    canaries: unique.length,
    files,
    megabytes,
    finds: [...finds, ...onDisk],
    broughtBack: [],
  };
}

const found = (what: string, where: string): Find => ({ what, file: where, how: 'in the browser' });

function inText(text: string, canaries: readonly Canary[], where: string): readonly Find[] {
  return canaries.filter((each) => text.includes(each.text)).map(({ what }) => found(what, where));
}

/** Only the app and the EHR may be asked for anything, and nothing that was typed stands in an address. */
function inAddresses(
  { addresses }: Watch,
  canaries: readonly Canary[],
  origins: readonly string[],
): readonly Find[] {
  const http = addresses.filter((address) => /^https?:/.test(address));
  const foreign = http.filter((address) => !origins.includes(new URL(address).origin));
  const secret = canaries.filter(({ what }) => /typed|token|patient (?!id)/.test(what));
  return [
    ...foreign.map((address) => found(new URL(address).host, 'request to a foreign host')),
    ...inText(decodeURIComponent(http.join('\n')), secret, 'address of a request'),
  ];
}

/** Back, Forward, the same tab once more, and the tab opened again: none of them brings anything back. */
async function roam(
  context: BrowserContext,
  canaries: readonly Canary[],
): Promise<readonly Find[]> {
  const [page] = context.pages();
  if (!page) return [];
  const left = page.url();
  const finds: Find[] = [];
  const look = async (at: Page, where: string): Promise<void> => {
    await at.waitForLoadState('load');
    await wait(400);
    const text = `${await textOf(at)}\n${await traceOf(at)}`;
    finds.push(...inText(text, canaries, where));
  };
  // A duplicated tab takes a copy of the sessionStorage with it, as one opened by the page does.
  const [copy] = await Promise.all([
    context.waitForEvent('page'),
    page.evaluate(() => void window.open(location.href, '_blank')),
  ]);
  await look(copy, 'duplicate');
  await copy.close();
  await page.goto('about:blank');
  await page.goBack();
  await look(page, 'Back');
  await page.goForward();
  await page.goBack();
  await look(page, 'Forward and Back');
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await again.goto(left);
  await look(again, 'reopened');
  return finds;
}

async function inPages(
  context: BrowserContext,
  canaries: readonly Canary[],
  where: string,
): Promise<readonly Find[]> {
  const texts = await Promise.all(
    context.pages().map(async (page) => `${await textOf(page)}\n${await traceOf(page)}`),
  );
  return inText(texts.join('\n'), canaries, where);
}
