import { seen } from '../state.ts';

const linkIds = new WeakMap<Element, string>();

function note(linkId: string): void {
  if (!seen.value.has(linkId)) seen.value = new Set([...seen.value, linkId]);
}

/** At least half of it, or as much as a small window can show. */
function isShown({ intersectionRatio, intersectionRect, rootBounds }: IntersectionObserverEntry) {
  const windowHeight = rootBounds?.height ?? 0;
  return (
    intersectionRatio >= 0.5 || (windowHeight > 0 && intersectionRect.height > windowHeight / 2)
  );
}

let observer: IntersectionObserver | undefined;

function watching(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const linkId = linkIds.get(entry.target);
        if (linkId !== undefined && isShown(entry)) {
          note(linkId);
          observer?.unobserve(entry.target);
        }
      }
    },
    // The bars at the top and the bottom hide this much.
    { rootMargin: '-56px 0px -120px 0px', threshold: [0.25, 0.5, 0.75, 1] },
  );
  return observer;
}

/** As a `ref`: remembers that this question has been on the screen. */
export function markSeen(element: Element | null, linkId: string): void {
  if (element === null || seen.peek().has(linkId)) return;
  linkIds.set(element, linkId);
  watching().observe(element);
}
