import { contentTargets } from './content-targets.ts';
import type { Target } from './fuzz.ts';
import { serverTargets } from './server-targets.ts';
import { wireTargets } from './wire-targets.ts';
import { wordTargets } from './word-targets.ts';

export const targets: readonly Target[] = [
  ...contentTargets,
  ...wireTargets,
  ...serverTargets,
  ...wordTargets,
];
