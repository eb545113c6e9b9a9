import { benchApp } from './app.ts';
import { benchSize } from './size.ts';

benchSize();
await benchApp();
