import type { Stage, Visit, VisitEvent } from './visit.ts';

/** From where an event may lead on; anywhere else it changes nothing (a double click, a late key). */
const from: Readonly<Record<VisitEvent['type'], readonly Stage[] | 'anywhere'>> = {
  'gate-passed': ['gate'],
  'not-today': ['gate'],
  'begin-questions': ['earlier', 'follow-up', 'delivery'],
  'follow-up': ['earlier'],
  'open-occasion': ['earlier'],
  'questions-done': ['questions'],
  review: ['next', 'not-asked'],
  send: ['review', 'occasion'],
  amend: ['delivery', 'occasion'],
  back: ['follow-up', 'occasion', 'questions', 'next', 'not-asked', 'review', 'delivery'],
  'hand-over': ['questions'],
  cover: 'anywhere',
  uncover: 'anywhere',
  'open-door': 'anywhere',
  'close-door': 'anywhere',
  route: 'anywhere',
};

/** While covered only uncovering counts; behind an open door only closing it, and the cover. */
function takes(visit: Visit, event: VisitEvent): boolean {
  if (visit.covered) return event.type === 'uncover';
  if (event.type === 'cover' || event.type === 'open-door') return true;
  if (visit.door !== undefined) return event.type === 'close-door';
  const stages = from[event.type];
  return stages === 'anywhere' || stages.includes(visit.stage);
}

function moveTo(visit: Visit, stage: Stage): Visit {
  const trail = visit.stage === 'gate' ? visit.trail : [...visit.trail, visit.stage];
  return { ...visit, stage, trail, moves: visit.moves + 1 };
}

function withoutDoor({ door: _, ...visit }: Visit): Visit {
  return visit;
}

function passGate(visit: Visit, hasEarlier: boolean): Visit {
  const stage = visit.ahead ?? (hasEarlier ? 'earlier' : 'questions');
  return { ...visit, stage, passed: true, ahead: stage, moves: visit.moves + 1 };
}

/** Whoever came here without passing the gate passes it first. */
function atGate(visit: Visit): Visit {
  return { ...visit, stage: 'gate', trail: [], moves: visit.moves + 1 };
}

/** Passing the gate anew never leads to the reason for not asking: all holds, so one may ask. */
const stays: ReadonlySet<Stage> = new Set(['gate', 'not-asked']);

/** Content goes and the gate comes back: what was hidden is `ahead`, behind a new confirmation. */
function cover(visit: Visit): Visit {
  const { door: _, ...rest } = visit;
  const ahead = stays.has(visit.stage) ? visit.ahead : visit.stage;
  return {
    ...rest,
    stage: 'gate',
    passed: false,
    ...(ahead !== undefined && { ahead }),
    covered: true,
    patientAnswers: false,
    moves: visit.moves + 1,
  };
}

function back(visit: Visit): Visit {
  const stage = visit.trail.at(-1);
  const moves = visit.moves + 1;
  if (stage !== undefined) return { ...visit, stage, trail: visit.trail.slice(0, -1), moves };
  const { ahead: _, ...rest } = visit;
  return { ...rest, stage: 'gate', trail: [], moves };
}

/** The visit after an event. The only way from the gate to a question is `gate-passed`. */
export function step(visit: Visit, event: VisitEvent): Visit {
  if (!takes(visit, event)) return visit;
  switch (event.type) {
    case 'gate-passed':
      return passGate(visit, event.hasEarlier);
    case 'not-today':
      return moveTo({ ...visit, trail: [] }, 'not-asked');
    case 'begin-questions':
      return visit.passed ? moveTo(visit, 'questions') : atGate(visit);
    case 'follow-up':
      return moveTo(visit, 'follow-up');
    case 'questions-done':
      return moveTo({ ...visit, patientAnswers: false }, event.asked ? 'next' : 'not-asked');
    case 'review':
      return moveTo(visit, 'review');
    case 'send':
      return moveTo(visit, 'delivery');
    case 'open-occasion':
      return moveTo(visit, 'occasion');
    case 'amend':
      return moveTo(visit, event.asked && visit.passed ? 'questions' : 'not-asked');
    case 'back':
      return back(visit);
    case 'hand-over':
      return { ...visit, patientAnswers: true, moves: visit.moves + 1 };
    case 'cover':
      return cover(visit);
    case 'uncover':
      return { ...visit, covered: false, moves: visit.moves + 1 };
    case 'open-door':
      return { ...visit, door: event.door, moves: visit.moves + 1 };
    case 'close-door':
      return { ...withoutDoor(visit), moves: visit.moves + 1 };
    case 'route':
      return { ...visit, route: event.route };
  }
}
