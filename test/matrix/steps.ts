import { draftSteps } from './draft-steps.ts';
import { launchSteps } from './launch-steps.ts';
import { readSteps } from './read-steps.ts';
import { recordSteps } from './record-steps.ts';
import type { Step } from './step.ts';

const numberOf = ({ name }: Step): number => Number(/^S(\d+)/.exec(name)?.[1]);

/** The steps of the reference matrix that are run over sockets, in its order. */
export const steps: readonly Step[] = [
  ...launchSteps,
  ...readSteps,
  ...draftSteps,
  ...recordSteps,
].toSorted((a, b) => numberOf(a) - numberOf(b));
