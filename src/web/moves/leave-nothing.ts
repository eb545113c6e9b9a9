import { render } from 'preact';
import { forget } from '../state.ts';

/** When the page is left, screen and memory are emptied; a page that the browser brings back starts anew. */
export function leaveNothing(root: HTMLElement): void {
  window.addEventListener('pagehide', () => {
    render(null, root);
    root.replaceChildren();
    forget();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) window.location.reload();
  });
}
