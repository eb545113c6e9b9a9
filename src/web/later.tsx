import type { Later } from './later-shape.ts';
import { passGate } from './moves/pass-gate.ts';
import { prepare } from './moves/prepare.ts';
import { BehindTheGate } from './screens/behind-the-gate.tsx';

export const behindTheGate: Later = { Screen: BehindTheGate, prepare, passGate };
