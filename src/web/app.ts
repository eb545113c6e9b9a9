import './style/style.css';
import { browserPorts, finish } from '../session/index.ts';
import { openRoutine } from './open-routine.ts';

/** Asks the network first; what shows the answers is fetched beside it. A refusal is told by the page. */
function main(root: HTMLElement): void {
  const redirectUrl = new URL('app.html', document.baseURI).href;
  const asked = {
    session: finish(browserPorts(window), { redirectUrl }),
    routine: openRoutine(root.dataset),
  };
  for (const each of Object.values(asked)) each.catch(() => undefined);
  void import('./app-page.tsx').then(({ openApp }) => openApp(root, asked));
}

const root = document.getElementById('app');
if (root !== null) main(root);
