import { useEffect } from 'preact/hooks';

/** Controls that have a use of their own for Enter. */
const own = 'button, a, summary, select, textarea, input:not([type=radio], [type=checkbox])';

/** Enter goes on, where that writes nothing. A key held down counts once, so that it never runs through screens. */
export function useEnter(goOn: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.repeat || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.matches(own)) return;
      goOn();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
