import { codeIn, system } from '../../fhir/index.ts';
import { notAskedReason } from '../../routine/index.ts';
import { dayOf } from '../chart/local-day.ts';
import type { Hook } from '../chart/need.ts';
import type { CdsConfig } from '../config/parse.ts';
import { type FeedbackEntry, type FeedbackGiven, feedbackBody } from '../feedback/entry.ts';
import type { CdsPorts } from '../ports.ts';
import type { HttpReply } from './exchange.ts';
import { problemAnswer } from './problem.ts';

/** One of our own codes, with our system or none: an EHR may send the code alone. */
function reasonOf({ overrideReason }: FeedbackGiven): string | undefined {
  const given = overrideReason?.reason;
  if (given === undefined || given === null) return undefined;
  const own = { code: given.code, system: given.system ?? system.notAskedReason };
  const code = notAskedReason.safeParse(codeIn({ coding: [own] }, system.notAskedReason));
  return code.success ? code.data : undefined;
}

/** Stores what became of our cards. The comment, if any, is never read. */
export function feedbackAnswers(
  { pack }: CdsConfig,
  ports: Pick<CdsPorts, 'feedback'>,
): (hook: Hook, content: unknown) => Promise<HttpReply> {
  const entryOf = (hook: Hook, given: FeedbackGiven): FeedbackEntry => {
    const reason = given.outcome === 'overridden' ? reasonOf(given) : undefined;
    return {
      card: given.card,
      routine: pack.id,
      version: pack.version,
      hook,
      outcome: given.outcome,
      ...(reason !== undefined && { reason }),
      day: dayOf(Date.parse(given.outcomeTimestamp), pack.timeZone),
    };
  };
  return async (hook, content) => {
    const parsed = feedbackBody.safeParse(content);
    if (!parsed.success) {
      const places = parsed.error.issues.map(({ path }) => path.join('.') || 'request');
      return problemAnswer(400, 'invalid', [...new Set(places)].slice(0, 20));
    }
    await ports.feedback.add(parsed.data.feedback.map((given) => entryOf(hook, given)));
    return { status: 200, headers: {} };
  };
}
