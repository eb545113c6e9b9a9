import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coverageWithin } from '../../src/cli/coverage-command.ts';
import { faultsOf } from './axe.ts';
import { type Nurse, nurse } from './nurse.ts';
import { openWorld, type Seat, type World } from './world.ts';

let world: World;
const folder = mkdtempSync(join(tmpdir(), 'coverage-journey-'));

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

async function sitDownWith(patient: string): Promise<{ she: Nurse; seat: Seat }> {
  const seat = await world.sitDown();
  await seat.page.goto(world.demo.ehr.control.launchUrl({ patient, encounter: `${patient}-idag` }));
  const she = nurse(seat.page);
  await she.button('gate.yes').waitFor();
  return { she, seat };
}

async function save(she: Nurse, seat: Seat): Promise<void> {
  await she.save();
  await she.isSaved();
  await seat.context.close();
}

const questions =
  /rädd för någon av|hotat dig, förnedrat|hårdhänt|sexuellt med dig, eller|pengar, telefon|Nekar någon|sådant tidigare/;

/** Every question is answered no, except one. */
async function asksAndHearsYes(patient: string): Promise<void> {
  const { she, seat } = await sitDownWith(patient);
  await she.passGate();
  await she.readAll();
  for (const each of await seat.page.getByRole('group', { name: questions }).all()) {
    await each.locator('label').filter({ hasText: /^Nej/ }).first().click();
  }
  await she.answer(/hotat dig, förnedrat/, 'yes');
  await she.goOn();
  await she.heading(she.word('next.title')).waitFor();
  await she.goOn();
  await save(she, seat);
}

async function asksAndHearsNo(patient: string): Promise<void> {
  const { she, seat } = await sitDownWith(patient);
  await she.passGate();
  await she.readAll();
  await she.pressText(/svaret var nej på varje/);
  await she.goOn();
  await she.goOn();
  await save(she, seat);
}

async function doesNotAsk(patient: string): Promise<void> {
  const { she, seat } = await sitDownWith(patient);
  await she.press('gate.no');
  await she.choose(/Varför ställs inte/, 'Någon följde med eller kunde höra');
  await she.page.getByLabel(/Vem ansvarar/).fill('Åsa Sköterskesson');
  await she.page.getByLabel(/Nytt tillfälle/).fill('2027-12-03');
  await she.page.getByLabel(/Nytt tillfälle/).blur();
  await she.goOn();
  await she.button('review.save').waitFor();
  await save(she, seat);
}

/** `cli coverage --from` the demo EHR, with the threshold that three patients need. */
async function counted(out: string): Promise<void> {
  const { fhirUrl } = world.demo.ehr;
  const key = join(folder, 'key.json');
  writeFileSync(key, JSON.stringify(world.demo.counting.key), { mode: 0o600 });
  const now = new Date().toISOString();
  const today = now.slice(0, 10);
  const said: string[] = [];
  const args = `--from ${fhirUrl} --client ${world.demo.counting.clientId} --key ${key} --routine se-orebro --period ${today}/${today} --out ${out} --threshold 1`;
  const code = await coverageWithin({ unsafeThreshold: true }).run({
    args: args.split(' '),
    environment: {},
    report: { out: () => {}, err: (line) => said.push(line) },
    today,
    now,
  });
  expect(code, said.join('\n')).toBe(0);
}

test('three patients at the clinic, one yes, one no, one not asked: the page of how many were asked shows them', async () => {
  await asksAndHearsYes('anna');
  await asksAndHearsNo('bertil');
  await doesNotAsk('ibrahim');
  const out = join(folder, 'out');
  await counted(out);
  expect(readdirSync(out).filter((name) => name.includes('rejected'))).toEqual([]);
  const seat = await world.sitDown({ javaScriptEnabled: false });
  await seat.page.goto(pathToFileURL(join(out, 'coverage.html')).href);
  const row = async (section: string, name: RegExp): Promise<string> => {
    const rows = seat.page.locator(`#${section} tbody tr`).filter({ hasText: name });
    return (await rows.first().textContent()) ?? '';
  };
  expect(await row('cascade', /^Tillfrågade i enrum/)).toMatch(/^Tillfrågade i enrum2/);
  expect(await row('cascade', /^Berättade om våld/)).toMatch(/^Berättade om våld1/);
  expect(await row('reasons', /Patienten var inte ensam/)).toMatch(/1/);
  expect(await row('quality', /Rader som inte gick att läsa/)).toMatch(/0$/);
  expect(await row('quality', /Tillfällen utan besök/)).toMatch(/0$/);
  expect(seat.complaints).toEqual([]);
  await seat.context.close();
}, 120_000);

/** Colours are looked at once a scheme, and what a width moves once a width. */
const looks = [
  { colorScheme: 'light', widths: [1280, 320] },
  { colorScheme: 'dark', widths: [480] },
] as const;

test.each(looks)(
  'the page of made-up figures says so, and can be read by everyone: $colorScheme, $widths',
  async ({ colorScheme, widths }) => {
    const seat = await world.sitDown({ colorScheme });
    // The page is made when it is first asked for.
    seat.context.setDefaultTimeout(90_000);
    await seat.page.goto(world.demo.ehr.url);
    await seat.page.getByRole('link', { name: 'Hur många fick frågan' }).click();
    await seat.page.getByText(/PÅHITTADE SIFFROR/).waitFor();
    for (const width of widths) {
      await seat.page.setViewportSize({ width, height: 900 });
      expect(await faultsOf(seat.page), `${width}`).toEqual([]);
    }
    await seat.page.getByRole('link', { name: 'English' }).click();
    await seat.page.getByText(/MADE-UP FIGURES/).waitFor();
    expect(await faultsOf(seat.page), 'English').toEqual([]);
    expect(seat.complaints).toEqual([]);
    await seat.context.close();
  },
  180_000,
);
