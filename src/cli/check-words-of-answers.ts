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
    'a positive without a step today that lists health care',
    'let the step about the body be due for result positive',
  ),
  'positive-without-safety': plain(
    'a positive without a step today that asks about safety and lists emergency services',
    'let the step about leaving safely be due for result positive',
  ),
  'positive-without-support': plain(
    'a positive without a step today that offers support and a referral',
    'let the support step be due for result positive, with form "referral" and services "support"',
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
    mend: 'list a line that is open at all hours among the services of the step',
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
  'guardian-in-note': {
    says: ({ path }) =>
      `${path} depends on what a guardian answered, and the note stands in the child’s chart`,
    mend: 'give the line a condition on the audiences where the patient is asked',
  },
  'neck-not-assessed': {
    says: ({ path }) => `pressure to the neck (${path}) without medical assessment the same day`,
    mend: 'add an alert about that answer to a step that lists health care',
  },
  'weapon-not-answered': {
    says: ({ path }) => `a weapon (${path}) without an alert the same day`,
    mend: 'add an alert about that answer, urgency today or now',
  },
  'killing-not-answered': {
    says: ({ path }) => `threat to kill or fear of being killed (${path}) without an alert now`,
    mend: 'add an alert about that answer with urgency now',
  },
  'pregnancy-not-assessed': {
    says: ({ path }) => `pregnancy and violence (${path}) without an alert the same day`,
    mend: 'add an alert about the pregnancy, urgency today or now',
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
    'add an alert for route indication to the step with gate.items',
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
