import type { Chapter, Section } from './chapter.ts';
import { documentSections } from './documents.ts';
import { flowSection } from './flow-picture.ts';
import { gateSections } from './gate.ts';
import { frameSection, questionsSection } from './questions.ts';
import { resultsSection } from './results.ts';
import { doorSections, stepSections } from './steps.ts';

/** All of a chapter, in the order of a visit. */
export function sectionsOf(chapter: Chapter): readonly Section[] {
  return [
    flowSection(chapter),
    ...gateSections(chapter),
    frameSection(chapter),
    questionsSection(chapter),
    resultsSection(chapter),
    ...stepSections(chapter),
    ...doorSections(chapter),
    ...documentSections(chapter),
  ];
}

export type Difference = {
  readonly sections: readonly Section[];
  /** Titles of what the other has and this one has not. */
  readonly without: readonly string[];
};

/** What of `own` is said otherwise than in `other`. */
export function differing(own: readonly Section[], other: readonly Section[]): Difference {
  const known = new Map(other.map((each) => [each.id, each.alike]));
  const has = new Set(own.map(({ id }) => id));
  return {
    sections: own.filter(({ id, alike }) => known.get(id) !== alike),
    without: other.filter(({ id }) => !has.has(id)).map(({ title }) => title),
  };
}
