import { runCase } from '../guidance/index.ts';
import { questionsFor, type ResultCode, type WorkedCase } from '../routine/index.ts';
import type { Chapter } from './chapter.ts';

/** The way through a conversation, as titles: what the picture draws and its description says. */
export type Flow = {
  readonly gate: readonly string[];
  readonly ask: readonly string[];
  readonly results: readonly {
    readonly code: ResultCode;
    readonly title: string;
    readonly steps: readonly string[];
  }[];
  readonly notAsked: readonly string[];
  readonly doors: readonly string[];
};

type Told = Pick<WorkedCase, 'gate' | 'rest' | 'answers'>;

/** The steps that the plainest visit with that result leads to, in the routine's own order. */
function stepsAfter({ pack, form, audience, say }: Chapter, told: Told): readonly string[] {
  const given: WorkedCase = {
    ...told,
    name: '',
    gives: { result: 'not-asked', steps: [] },
    route: audience.due[0]?.route ?? 'routine',
  };
  const run = runCase(pack, form, audience.id, given);
  return run.ok ? run.outcome.steps.map(({ step }) => say.plain(step.title)) : [];
}

export function flowOf(chapter: Chapter): Flow {
  const { pack, audience, say } = chapter;
  const { result } = questionsFor(pack, audience.id);
  const [first = ''] = result;
  const passed = { gate: 'passed', answers: {} } as const;
  const after: readonly (readonly [ResultCode, Told])[] = [
    ['positive', { gate: 'passed', rest: 'no', answers: { [first]: 'yes' } }],
    ['declined', { ...passed, rest: 'declined' }],
    ['negative', { ...passed, rest: 'no' }],
  ];
  const numbers = (audience.startsWith ?? []).map((linkId) => result.indexOf(linkId) + 1);
  return {
    gate: [
      say.text('flow.gate'),
      say.text('flow.gateLine', { count: pack.gate.conditions.length }),
    ],
    ask: [
      say.text('flow.ask'),
      say.text('flow.askLine', { count: result.length }),
      ...(numbers.length > 0 ? [say.text('flow.startsWith', { numbers: numbers.join(', ') })] : []),
    ],
    results: after.map(([code, told]) => ({
      code,
      title: say.text(`result.${code}`),
      steps: stepsAfter(chapter, told),
    })),
    notAsked: stepsAfter(chapter, { gate: 'not passed', rest: 'not put', answers: {} }),
    doors: [pack.doors.acute, pack.doors.child, pack.doors.staff].flatMap((door) =>
      door === undefined ? [] : [say.plain(door.title)],
    ),
  };
}
