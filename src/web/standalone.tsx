import { openPage } from './alone/open-page.tsx';
import { Start } from './alone/start.tsx';

void openPage(Start);
