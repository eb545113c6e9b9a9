import './style/style.css';
import { render } from 'preact';
import { browserPorts, finish } from '../session/index.ts';
import { checkAge } from './check-age.ts';
import { faultOf } from './fault-of.ts';
import { fetchLater } from './fetch-later.ts';
import { changeLanguage } from './moves/change-language.ts';
import { coverOnKeys, coverWhenLeft, whenBack } from './moves/guard.ts';
import { holdToPatient } from './moves/hold-to-patient.ts';
import { leaveNothing } from './moves/leave-nothing.ts';
import { freeze, stop } from './moves/stop.ts';
import { openRoutine } from './open-routine.ts';
import { Page } from './screens/page.tsx';
import { municipality, opened, signedOut, visit } from './state.ts';
import { openVisit } from './visit/visit.ts';
import { wordsIn } from './words.ts';

const silentSiteCoversAfterSeconds = 60;

async function open(root: HTMLElement): Promise<void> {
  const redirectUrl = new URL('app.html', document.baseURI).href;
  const [session, routine] = await Promise.all([
    finish(browserPorts(window), { redirectUrl }),
    openRoutine(root.dataset),
    wordsIn(document.documentElement.lang),
  ]);
  const { site, pack } = routine;
  checkAge(routine, session.patient.birthDate, new Date());
  await changeLanguage(site?.language ?? pack.languages[0]?.code ?? document.documentElement.lang);
  session.onSignedOut(() => {
    signedOut.value = true;
  });
  municipality.value = session.patient.protectedIdentity ? undefined : site?.municipality;
  visit.value = openVisit(session.intent === 'indication' ? 'indication' : 'routine');
  const held = holdToPatient(session, freeze);
  opened.value = { ...routine, session: held.session };
  whenBack(() => void held.recheck().catch(tellFault));
  coverWhenLeft(site?.coverAfterSeconds ?? silentSiteCoversAfterSeconds);
  void fetchLater().then(({ prepare }) => prepare(), tellFault);
}

function tellFault(error: unknown): void {
  stop(faultOf(error));
}

async function main(root: HTMLElement): Promise<void> {
  coverOnKeys();
  leaveNothing(root);
  try {
    await open(root);
  } catch (error) {
    await changeLanguage(document.documentElement.lang);
    tellFault(error);
  }
  render(<Page />, root);
}

const root = document.getElementById('app');
if (root !== null) void main(root);
