import { render } from 'preact';
import { faultOf } from './fault-of.ts';
import { changeLanguage } from './moves/change-language.ts';
import { FaultScreen } from './screens/fault-screen.tsx';

/** A launch that stopped before the login: the EHR's launch value is not spent yet, so an own window may use it. */
export async function showLaunchFault(error: unknown): Promise<void> {
  const fault = faultOf(error);
  const address = window.location.href;
  await changeLanguage(document.documentElement.lang);
  const root = document.getElementById('app');
  if (root === null) return;
  const openWindow = (): void => {
    window.open(address, '_blank', 'noopener');
  };
  render(
    fault === 'storage-denied' ? (
      <FaultScreen fault={fault} openWindow={openWindow} />
    ) : (
      <FaultScreen fault={fault} />
    ),
    root,
  );
}
