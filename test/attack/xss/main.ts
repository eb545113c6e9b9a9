/** The whole corpus in every text from outside: as many rounds as it takes for the places that exist only once. */
import { parseArgs } from 'node:util';
import { serveFormPage } from '../../form/serve.ts';
import { startBrowser } from '../../journeys/browser.ts';
import { alive } from './alive.ts';
import { assault } from './assault.ts';
import { payloadCount } from './poison.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string' } } });
const atOnce = 8;
const rounds = Number(values.rounds ?? Math.ceil(payloadCount / atOnce));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const browser = await startBrowser();
const served = {};
const forms = { served, page: await serveFormPage(served) };
const bite = await alive(browser);
const caught: string[] = [];
const pairs = new Set<string>();
for (let round = 0; round < rounds; round += 1) {
  const done = await assault(browser, forms, round, { atOnce, inAddresses: 12 });
  caught.push(...done.caught.map((each) => `round ${round}: ${each}`));
  for (const { slot, payload } of done.shown) pairs.add(`${slot} ${payload}`);
  // A run of all rounds is long, and one that is stopped shall have said what it saw.
  process.stderr.write(`round ${round + 1} of ${rounds}: ${done.caught.length} caught\n`);
}
await browser.close();
await forms.page.close();

const slots = new Set([...pairs].map((each) => each.split(' ')[0]));
say('| script in texts from outside | figure |');
say('|---|---:|');
say(`| payloads | ${payloadCount} |`);
say(`| payloads that run on a careless page | ${bite.size} |`);
say(`| places for words, seen on a screen | ${slots.size} |`);
say(`| different pairs of place and payload shown | ${pairs.size} |`);
say(`| rounds, each without and with the policies | ${rounds} |`);
say(`| ran, made an element, broke a policy, or asked another host | ${caught.length} |`);
for (const each of caught) say(`CAUGHT ${each}`);
process.exitCode = caught.length === 0 ? 0 : 1;
