import { journalNote } from '../record/index.ts';
import { occasionNow } from './occasion-now.ts';
import { outcomeNow } from './outcome-now.ts';
import { type Asking, capability, language, type Opened, signedOut } from './state.ts';
import { type Plan, planOf } from './visit/plan.ts';

export function planNow(opened: Opened, { form, answers }: Asking): Plan {
  const { site, session, pack } = opened;
  return planOf({
    pack,
    form,
    answers,
    outcome: outcomeNow(opened, { form, answers }),
    occasion: occasionNow(opened),
    site,
    session,
    capability: capability.value,
    signedOut: signedOut.value,
  });
}

/** The neutral text for the chart, in the language the chart is kept in. */
export function noteNow(opened: Opened, { form, answers }: Asking): string {
  return journalNote({
    pack: opened.pack,
    form,
    answers,
    outcome: outcomeNow(opened, { form, answers }),
    occasion: occasionNow(opened),
    language: opened.site?.language ?? language.value,
  });
}
