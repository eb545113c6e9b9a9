import { render } from 'preact';
import { forget, isUnderWay } from '../state.ts';

/**
 * When the page is left, screen and memory are emptied; a page that the browser brings back starts anew. While a save is on
 * its way the browser asks first, in its own words, which tell nothing.
 */
export function leaveNothing(root: HTMLElement): void {
  window.addEventListener('pagehide', () => {
    render(null, root);
    root.replaceChildren();
    forget();
  });
  window.addEventListener('beforeunload', (event) => {
    if (isUnderWay()) event.preventDefault();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) window.location.reload();
  });
}
