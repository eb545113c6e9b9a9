import type { Browser } from 'playwright-core';
import { everyPayload } from './poison.ts';
import { snare } from './snare.ts';

const atOnce = 40;

/** Runs in the browser: every payload as markup, inside an attribute, and as an address, each in a frame of its own. */
async function careless(payloads: readonly string[]): Promise<void> {
  const frames = payloads.flatMap((payload) => {
    const [written, attribute, address] = [0, 1, 2].map(() => document.createElement('iframe'));
    document.body.append(...[written, attribute, address].filter((each) => each !== undefined));
    for (const [frame, markup] of [
      [written, payload],
      [attribute, `<p title="${payload}"></p><p title='${payload}'></p>`],
    ] as const) {
      Object.assign(frame?.contentWindow ?? {}, { hit: Reflect.get(window, 'hit') });
      frame?.contentDocument?.write(markup);
      frame?.contentDocument?.close();
    }
    if (address && /script:|^data:/i.test(payload)) address.src = payload;
    return [written, attribute, address];
  });
  await new Promise((done) => setTimeout(done, 800));
  for (const frame of frames) frame?.remove();
}

/**
 * How many of the payloads do something when a careless page takes them for markup or for an address: what shows
 * that the corpus bites, and that the snare catches.
 */
export async function alive(browser: Browser): Promise<ReadonlySet<number>> {
  const { page, context, caught } = await snare(browser, true);
  await context.route('http://careless.test/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' }),
  );
  await page.goto('http://careless.test/');
  for (let from = 0; from < everyPayload.length; from += atOnce) {
    await page.evaluate(careless, everyPayload.slice(from, from + atOnce));
  }
  await context.close();
  const ran = caught.flatMap((each) => /payload (\d+) ran/.exec(each)?.[1] ?? []);
  return new Set(ran.map(Number));
}
