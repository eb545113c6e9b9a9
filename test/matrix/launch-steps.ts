import type { Session } from '../../src/session/index.ts';
import { type LaunchWorld, openLaunchWorld, type Tab } from './launch-world.ts';
import { type Ended, type Step, type Strike, spent, token } from './step.ts';

const eightHours = 8 * 60 * 60 * 1_000;
const discovery = /^GET \S*smart-configuration /;
const nurse = 'Practitioner/nurse';

/** One EHR for all launches: it takes a second to fill with people. They go one after another. */
let world: Promise<LaunchWorld> | undefined;
let last: Promise<unknown> = Promise.resolve();

export async function closeLaunchWorld(): Promise<void> {
  await (await world)?.close();
  world = undefined;
}

function inTurn(does: (at: LaunchWorld, fault: Strike) => Promise<Ended>): Step['run'] {
  return (fault) => {
    world ??= openLaunchWorld();
    const opened = world;
    const mine = last.then(async () => {
      const at = await opened;
      const done = await does(at, fault);
      at.proxy.disarm();
      return done;
    });
    last = mine.catch(() => undefined);
    return mine;
  };
}

type Rule = readonly [isBroken: boolean, what: string];
const broken = (rules: readonly Rule[]): readonly string[] =>
  rules.filter(([isBroken]) => isBroken).map(([, what]) => what);

const launchOf = ({ ehr }: LaunchWorld, patient: string): string =>
  ehr.control.launchUrl({ patient });

/** What comes between the launch and the look at it. */
async function before(at: LaunchWorld, tab: Tab, fault: Strike): Promise<void> {
  if (typeof fault !== 'string') {
    at.proxy.arm(discovery, fault);
    return;
  }
  if (fault === 'second window') {
    await at.tab(launchOf(at, 'bertil')).begin();
    return;
  }
  // This launch is left half done, or slept over, and another is opened in the same window.
  const begun = tab.begin();
  if (fault !== 'killed') await begun;
  if (fault === 'eight hours asleep') tab.sleep(eightHours);
  tab.open(launchOf(at, 'bertil'));
}

/** A launch that stops leaves nothing behind, says why, and the next one goes through. */
async function launching(at: LaunchWorld, fault: Strike): Promise<Ended> {
  const tab = at.tab(launchOf(at, 'anna'));
  await before(at, tab, fault);
  const end = await tab.begin();
  const left = [...tab.stored.values()].join();
  const healed = await at.tab(launchOf(at, 'anna')).begin();
  return {
    end,
    wrong: broken([
      [end !== 'begun' && left !== '', 'N2 something is left in storage'],
      [end === 'begun' && !tab.address().startsWith(at.ehr.url), 'S7 led elsewhere'],
      [typeof fault === 'string' && end !== 'begun', `I6 the launch: ${end}`],
      [healed !== 'begun', `I6 the next launch: ${healed}`],
      [/anna|bertil|access_token|Bearer/.test(left), 'N2 a name or a token is in storage'],
    ]),
  };
}

const nameOf = (session: Session | string): string =>
  typeof session === 'string' ? session : session.patient.id;

/** Something happens between the login and the app. */
async function meanwhile(at: LaunchWorld, tab: Tab, fault: Strike): Promise<void> {
  if (typeof fault !== 'string') at.proxy.arm(token, fault);
  else if (fault === 'refresh revoked') at.proxy.arm(token, spent);
  else if (fault === 'eight hours asleep') tab.sleep(eightHours);
  else if (fault === 'patient switched' || fault === 'user switched') {
    // The chart of the next patient is opened in the same window before the first answer has come.
    const answer = tab.address();
    tab.open(launchOf(at, 'bertil'));
    await tab.begin();
    tab.open(answer);
  }
}

/** Whoever is shown is the patient of this very login, or nobody; and it says why. */
async function comingBack(at: LaunchWorld, fault: Strike): Promise<Ended> {
  const tab = at.tab(launchOf(at, 'anna'));
  await tab.begin();
  await tab.logIn();
  await meanwhile(at, tab, fault);
  const other = fault === 'second window' ? at.tab(launchOf(at, 'bertil')) : undefined;
  if (other) {
    await other.begin();
    await other.logIn();
  }
  const [session, beside] = await Promise.all([tab.finish(), other?.finish()]);
  const end = nameOf(session);
  const again = at.tab(launchOf(at, 'anna'));
  await again.begin();
  await again.logIn();
  const healed = nameOf(await again.finish());
  const twice = fault === 'killed' ? nameOf(await tab.finish()) : 'not-launched';
  const switched = fault === 'patient switched' || fault === 'user switched';
  return {
    end: end === 'anna' ? 'opened' : end,
    wrong: broken([
      [end === 'bertil', 'I2 another patient'],
      [switched && end === 'anna', 'I2 an answer to a login that was left'],
      [typeof session !== 'string' && session.user?.reference !== nurse, 'I2 another user'],
      [tab.stored.size > 0 && !switched, 'N2 something is left in storage'],
      [tab.address().includes('code='), 'N4 the code is in the address'],
      [healed !== 'anna', `I6 the next launch: ${healed}`],
      [beside !== undefined && nameOf(beside) !== 'bertil', 'I6 the other window'],
      [twice === 'anna', 'S7 a code was good for two'],
    ]),
  };
}

export const launchSteps: readonly Step[] = [
  { name: 'S1 launch', everyWay: false, run: inTurn(launching) },
  { name: 'S2 callback', everyWay: false, run: inTurn(comingBack) },
];
