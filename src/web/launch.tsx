import './style/style.css';
import { begin, browserPorts } from '../session/index.ts';

/** The page an EHR opens. It shows nothing unless something is wrong: the EHR's login takes over. */
async function open(): Promise<void> {
  try {
    await begin(browserPorts(window), {
      registrationsUrl: new URL('registrations.json', document.baseURI).href,
      redirectUrl: new URL('app.html', document.baseURI).href,
    });
  } catch (error) {
    const { showLaunchFault } = await import('./launch-fault.tsx');
    await showLaunchFault(error);
  }
}

void open();
