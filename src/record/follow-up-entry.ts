import type { Task } from '../fhir/index.ts';
import { system } from '../fhir/index.ts';
import type { Pack } from '../routine/index.ts';
import { inLanguage } from '../routine/index.ts';
import { RecordError } from './error.ts';

/** Codes of the pack's `followUp` options, one from each question. */
export type FollowUpChoice = {
  readonly contact: string;
  readonly support: string;
  readonly outcome: string;
};

type Output = NonNullable<Task['output']>[number];

const questions = ['contact', 'support', 'outcome'] as const;

function outputOf(question: (typeof questions)[number], code: string): Output {
  return {
    type: { coding: [{ system: system.followUp, code: question }] },
    valueCodeableConcept: { coding: [{ system: system.followUp, code }] },
  };
}

const isOurs = (output: Output): boolean =>
  output.type.coding?.some((coding) => coding.system === system.followUp) ?? false;

const needsReason: ReadonlySet<Task['status']> = new Set([
  'on-hold',
  'cancelled',
  'failed',
  'rejected',
]);

/**
 * The referral's Task after the short follow-up form: to be PUT with If-Match of the version it was read in.
 * A later form replaces an earlier one; the server's history keeps both. `now` is an instant with offset.
 */
export function followUpEntry(input: {
  readonly task: Task;
  readonly pack: Pick<Pack, 'followUp'>;
  readonly chosen: FollowUpChoice;
  readonly now: string;
  readonly language: string;
}): Task {
  const { task, pack, chosen, now, language } = input;
  for (const question of questions) {
    const options: readonly { readonly code: string }[] = pack.followUp[question].options;
    if (!options.some(({ code }) => code === chosen[question])) {
      throw new RecordError('unknown-choice');
    }
  }
  const outcome = pack.followUp.outcome.options.find(({ code }) => code === chosen.outcome);
  if (outcome === undefined) throw new RecordError('unknown-choice');
  const { statusReason: _earlier, ...rest } = task;
  const languages = [language, ...Object.keys(outcome.text)];
  const reason = inLanguage(outcome.text, languages)?.text ?? outcome.code;
  return {
    ...rest,
    status: outcome.status,
    ...(needsReason.has(outcome.status) && { statusReason: { text: reason } }),
    lastModified: now,
    output: [
      ...(task.output ?? []).filter((output) => !isOurs(output)),
      ...questions.map((question) => outputOf(question, chosen[question])),
    ],
  };
}
