import { journalNote } from '../record/index.ts';
import { occasionNow } from './occasion-now.ts';
import { circumstancesNow, outcomeNow } from './outcome-now.ts';
import { type Asking, capability, language, type Opened, signedOut } from './state.ts';
import { type Plan, planOf } from './visit/plan.ts';

function sourceNow(opened: Opened, { form, answers }: Asking, occasion = occasionNow(opened)) {
  return {
    pack: opened.pack,
    form,
    answers,
    outcome: outcomeNow(opened, { form, answers }),
    occasion,
    circumstances: circumstancesNow(opened),
  };
}

export function planNow(opened: Opened, asking: Asking, occasion = occasionNow(opened)): Plan {
  const { site, session } = opened;
  return planOf({
    ...sourceNow(opened, asking, occasion),
    site,
    session,
    capability: capability.value,
    signedOut: signedOut.value,
  });
}

/** The neutral text for the chart, in the language the chart is kept in. */
export function noteNow(opened: Opened, asking: Asking): string {
  return journalNote({
    ...sourceNow(opened, asking),
    language: opened.site?.language ?? language.value,
  });
}
