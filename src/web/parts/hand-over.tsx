import { go } from '../moves/go.ts';
import type { Opened } from '../state.ts';
import { t } from '../text.ts';

/** Offered where the site allows it and the app has a window of its own: a frame cannot hide the chart around it. */
export function HandOver({ opened }: { readonly opened: Opened }) {
  if (opened.site?.patientLayout !== true || window.parent !== window) return null;
  return (
    <button type="button" class="quiet" onClick={() => go({ type: 'hand-over' })}>
      {t('patient.handOver')}
    </button>
  );
}
