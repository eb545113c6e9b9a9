import { render } from 'preact';
import type { Session } from '../session/index.ts';
import { checkAge } from './check-age.ts';
import { faultOf } from './fault-of.ts';
import { fetchLater } from './fetch-later.ts';
import { changeLanguage } from './moves/change-language.ts';
import { coverOnKeys, coverWhenLeft, whenBack } from './moves/guard.ts';
import { holdToPatient } from './moves/hold-to-patient.ts';
import { leaveNothing } from './moves/leave-nothing.ts';
import { freeze, stop } from './moves/stop.ts';
import { Page } from './screens/page.tsx';
import { municipality, type Opened, opened, signedOut, visit } from './state.ts';
import { openVisit } from './visit/visit.ts';
import { wordsIn } from './words.ts';

const silentSiteCoversAfterSeconds = 60;

/** What was asked for before this page was here. */
export type Asked = {
  readonly session: Promise<Session>;
  readonly routine: Promise<Omit<Opened, 'session'>>;
};

async function open(asked: Asked): Promise<void> {
  const [session, routine] = await Promise.all([
    asked.session,
    asked.routine,
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

export async function openApp(root: HTMLElement, asked: Asked): Promise<void> {
  coverOnKeys();
  leaveNothing(root);
  try {
    await open(asked);
  } catch (error) {
    await changeLanguage(document.documentElement.lang);
    tellFault(error);
  }
  render(<Page />, root);
}
