import { checkRoutine } from '../../src/guidance/index.ts';
import { casesOf, forms, packOf } from '../content/routine/content.ts';
import { compiledFor, takenOneByOne } from '../content/routine/one-by-one.ts';

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ' ');

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

/** The whole check of a region's routine, and ten million states taken one by one beside it. */
export function benchRoutine(write: (line: string) => void): void {
  const id = 'se-orebro';
  let started = performance.now();
  const { findings, spaces } = checkRoutine({
    pack: packOf(id),
    formOf: (canonical) => forms.get(canonical),
    cases: casesOf(id),
    today: '2026-11-22',
  });
  const faults = findings.filter(({ weight }) => weight === 'fault').length;
  write(`check ${id}: ${spaces.length} audiences, ${faults} faults, ${seconds(started)} s`);
  started = performance.now();
  const { states, wrong } = takenOneByOne(compiledFor(id, 'adult'));
  write(`${grouped(states)} states one by one: ${wrong} wrong, ${seconds(started)} s`);
}
