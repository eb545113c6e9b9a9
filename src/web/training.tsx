import { openPage } from './alone/open-page.tsx';
// At once, not when the gate is read: an exercise uses what lies behind it. It then stays one file for the app too.
import { behindTheGate } from './later.tsx';
import { later } from './state.ts';
import { Start } from './training/start.tsx';

later.value = behindTheGate;
void openPage(Start);
