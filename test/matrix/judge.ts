import type { FhirResource } from '../../src/fhir/index.ts';
import { canary } from '../simulation/occasion.ts';
import { counting } from '../simulation/window.ts';
import { type Cell, occasion } from './cell.ts';
import type { Strike } from './step.ts';

const isMain = ({ resourceType }: FhirResource): boolean =>
  resourceType === 'QuestionnaireResponse' || resourceType === 'DocumentReference';

type Rule = readonly [isBroken: boolean, what: string];

const broken = (rules: readonly Rule[]): readonly string[] =>
  rules.filter(([isBroken]) => isBroken).map(([, what]) => what);

function everywhere({ server }: Cell, end: string): readonly Rule[] {
  const about = JSON.stringify(server.model.stored()).match(/Patient\/\w+/g) ?? [];
  return [
    [about.some((each) => each !== occasion.patient), 'I2 about another'],
    [end.includes('LOST'), `I3 ${end}`],
    [end.includes(canary), 'I7 an answer is in what the program says'],
  ];
}

/** One window says that nothing stands there. */
const isCertainlyNot = (end: string): boolean => /^not-saved (?!partly)\S+ certain$/.test(end);

/** I1 to I7, as far as one cell can break them: a record, sent, amended or taken back. */
export function judgeRecord(
  kind: 'sent' | 'amended' | 'void',
): (cell: Cell, fault: Strike, end: string) => readonly string[] {
  return (cell, fault, end) => {
    const valid = counting(cell.server.model.stored(), occasion.key);
    const mains = valid.filter(isMain);
    const derived = valid.filter(({ resourceType }) => resourceType === 'Observation');
    const isSaved = end.split(', ').every((each) => each === 'saved');
    const taken = kind === 'void';
    return broken([
      ...everywhere(cell, end),
      [mains.length > 1, `I1 ${mains.length} records`],
      [isSaved && !taken && mains.length !== 1, 'I3 saved, and nothing stands'],
      [isSaved && taken && mains.length + derived.length > 0, 'I5 taken back in part'],
      [isSaved && !taken && cell.way !== 'document' && derived.length !== 1, 'I5 not whole'],
      [isCertainlyNot(end) && kind === 'sent' && mains.length > 0, 'I3 it is there'],
      [end.includes('different') && typeof fault !== 'string', 'I6 a conflict with nobody'],
    ]);
  };
}

/** For what writes no record: nothing of one may stand, or what stood still does. */
export function judgeOther(
  records: 0 | 1,
): (cell: Cell, fault: Strike, end: string) => readonly string[] {
  return (cell, _fault, end) => {
    const mains = counting(cell.server.model.stored(), occasion.key).filter(isMain);
    return broken([
      ...everywhere(cell, end),
      [mains.length !== records, `I1 ${mains.length} records`],
    ]);
  };
}
