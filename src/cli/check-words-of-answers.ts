import type { Finding, FindingCode } from '../guidance/index.ts';

/** What was found, and what to do about it. `found` and `path` are the finding's own. */
export type Wording = {
  readonly says: (finding: Pick<Finding, 'path' | 'found'>) => string;
  readonly mend: string;
};

export const plain = (says: string, mend: string): Wording => ({ says: () => says, mend });

/** Findings about what an answer leads to: properties 1 to 5. */
export const ofAnswers = {
  'yes-lowers-result': {
    says: ({ found }) => `a disclosure in ${found} does not make, or takes away, a positive result`,
    mend: 'let a rule in results.json hold for that answer, before the rules of the other results',
  },
  'yes-removes-step': {
    says: ({ path, found }) => `${path} is due, and goes away when ${found} is disclosed`,
    mend: 'let a rule of the step hold for the disclosure too',
  },
  'yes-less-urgent': {
    says: ({ found }) => `the whole becomes less urgent when ${found} is disclosed`,
    mend: 'give the step that answers the disclosure an alert as urgent as the one that goes away',
  },
  'yes-removes-duty': {
    says: ({ path, found }) => `${path} is no longer seen to when ${found} is disclosed`,
    mend: 'let an alert that ensures it hold for the disclosure too, as urgent as before',
  },
  'indication-lowers': {
    says: ({ path }) => `${path} is due by routine, and not when asking because of signs`,
    mend: 'let a rule of the step hold on indication too',
  },
  'unanswered-lowers': {
    says: ({ path, found }) =>
      `${path} gives less when ${found} is left out or unclear than when the answer is calm`,
    mend: 'let the rule hold for missing, unknown and declined too',
  },
  'concern-changes-result': plain(
    'the clinician’s own concern changes the result',
    'take the concern out of results.json: it stands beside the result',
  ),
  'positive-without-body': plain(
    'a positive without a step today that asks about the body and lists health care',
    'let the step about the body, with its questions (codes body.…) shown, be due for result positive',
  ),
  'positive-without-safety': plain(
    'a positive without a step today that asks whether it is safe to leave and lists emergency services',
    'let the step about leaving safely, with its question (code safety.leave) shown, be due for result positive',
  ),
  'positive-without-support': plain(
    'a positive without a step today that offers support, where the choice and the consent can be written',
    'let the support step be due for result positive, with form "referral", services "support" and the items of agreement',
  ),
  'positive-without-children': plain(
    'a positive where nobody asks whether there are children',
    'let the step with the questions about children be due, and the questionnaire show them',
  ),
  'positive-without-note': plain(
    'a positive with no line of its own in the journal note',
    'add a line to note with a condition on result positive',
  ),
  'positive-without-follow-up': plain(
    'a positive without a follow-up: a person and a day that can be filled in',
    'let the follow-up step (form "follow-up", the items of agreement) be due for result positive',
  ),
  'support-closed': {
    says: ({ path, found }) => `${path}: nobody can be reached (${found})`,
    mend: 'list a line with a number and known hours, open at all hours, for the role that the step lists (an alarm number is not support)',
  },
  'door-leads-nowhere': {
    says: ({ path, found }) => `${path}: who opens this door finds nobody or nothing (${found})`,
    mend: 'list emergency (and child-protection for a child), with a number for all hours, and what to do',
  },
  'child-not-reported': plain(
    'violence, and there is a child, but the duty to report is not raised today',
    'add an alert with ensures "report-child" to the step about children',
  ),
  'harmed-child-not-reported': plain(
    'a child has noticed or been harmed, but nothing now raises the duty to report',
    'add an alert with urgency now and ensures "report-child", in a step that is due for that answer',
  ),
  'child-suspicion-forgotten': plain(
    'there is a child, and unclear answers or a concern, but no alert today about child protection',
    'add an alert in a step that lists child-protection',
  ),
  'relatives-not-warned-of': plain(
    'a report is called for, but nothing says that no relative is told before social services are consulted',
    'write the task and give the step ensures "nobody-informed-first"',
  ),
  'guardian-in-childs-record': plain(
    'a guardian is asked, and the answers go to the open chart, which is the child’s',
    'set records of the audience to "own-chart" or "nothing"',
  ),
  'guardian-in-document': {
    says: ({ path }) => `${path} depends on what a guardian answered, and the chart is the child’s`,
    mend: 'take the line, or the placeholder in it, out of the document in a layer for this audience',
  },
  'child-beyond-own-record': {
    says: ({ path }) =>
      `${path}: what a child told would leave the child’s own chart (a referral is seen in bookings)`,
    mend: 'set records to "chart" or "nothing"; let the referral say only what was agreed',
  },
  'neck-not-assessed': {
    says: ({ path }) => `pressure to the neck (${path}) without medical assessment the same day`,
    mend: 'add an alert about that answer with ensures "medical-assessment" to a step that lists health care',
  },
  'weapon-not-answered': {
    says: ({ path }) => `a weapon (${path}) without an alert the same day`,
    mend: 'add an alert about that answer, urgency today or now, with ensures "protection"',
  },
  'killing-not-answered': {
    says: ({ path }) => `threat to kill or fear of being killed (${path}) without an alert now`,
    mend: 'add an alert about that answer with urgency now and ensures "protection"',
  },
  'pregnancy-not-assessed': {
    says: ({ path }) => `pregnancy and violence (${path}) without an alert the same day`,
    mend: 'add an alert about the pregnancy, urgency today or now, with ensures "medical-assessment"',
  },
  'danger-not-asked': {
    says: ({ path }) => `nobody is asked about ${path}, so nothing follows from it`,
    mend: 'let the questionnaire ask, with that code, and a step that is due show the question',
  },
  'ensures-not-done': {
    says: ({ path, found }) => `${path} says that it ensures ${found}`,
    mend: 'write what to do, list whom to turn to in the step, or take the word out of ensures',
  },
  'topic-not-asked': {
    says: ({ path }) =>
      `nothing is asked about ${path}: what must follow from a yes holds only because nobody asks`,
    mend: 'give the question that code in the questionnaire, if it is asked in other words',
  },
  'negative-without-no': plain(
    'negative though some question that must be put was not answered no',
    'let the negative rule require no to every question of the result',
  ),
  'negative-past-gate': plain(
    'negative though the gate was not passed',
    'put the not-asked rule about the gate before the negative one',
  ),
  'negative-beside-yes': plain(
    'negative though a question was answered yes',
    'let the negative rule require no to every question of the result',
  ),
  'not-asked-without-occasion': plain(
    'nobody asked, and no new occasion is offered',
    'let a step with the items of gate.items be due for result not-asked',
  ),
  'indication-without-person': plain(
    'on indication, not asked, and nothing today demands a person and a time',
    'add an alert for route indication, with ensures "planned-occasion", to the step with both of gate.items',
  ),
  'calm-is-urgent': plain(
    'nothing was told, yet something is shown as urgent now',
    'let the urgent rule hold only for a disclosure',
  ),
  'never-asked-again': plain(
    'who declines is never asked again',
    'give a routine due rule intervalMonths, or take declined out of completedBy',
  ),
} satisfies Partial<Record<FindingCode, Wording>>;
