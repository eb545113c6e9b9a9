import { useLayoutEffect, useRef } from 'preact/hooks';
import { go } from '../moves/go.ts';
import type { Opened } from '../state.ts';
import { t, wording } from '../text.ts';

/** A question that has nothing to do with the patient. Going on leads to the gate, never to the answers. */
export function Cover({
  opened,
  turn,
}: {
  readonly opened: Opened | undefined;
  readonly turn: number;
}) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus({ preventScroll: true }), []);
  const { pack } = opened ?? {};
  const question = pack?.cover[turn % Math.max(1, pack.cover.length)];
  const words = pack && question ? wording(pack, question) : { text: t('title') };
  return (
    <main class="cover">
      <h1 lang={words.lang}>{words.text}</h1>
      <button ref={button} type="button" onClick={() => go({ type: 'uncover' })}>
        {t('cover.next')}
      </button>
    </main>
  );
}
