import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { go } from '../moves/go.ts';
import { cover } from '../moves/guard.ts';
import { type Opened, opened, signedOut, visit } from '../state.ts';
import { t } from '../text.ts';
import { Identity } from './identity.tsx';
import { KeyHint } from './key-hint.tsx';
import { Languages } from './languages.tsx';
import { type Milestone, Way } from './way.tsx';

type Props = {
  readonly title: string;
  readonly lang?: string | undefined;
  readonly at?: Milestone;
  readonly foot: ComponentChildren;
  readonly children: ComponentChildren;
};

/** Focus goes to the heading after every move, never when the page opens inside the EHR. */
function Title({ title, lang }: Pick<Props, 'title' | 'lang'>) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { moves } = visit.value;
  useLayoutEffect(() => {
    if (moves === 0) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [moves]);
  return (
    <h1 ref={heading} tabIndex={-1} lang={lang}>
      {title}
    </h1>
  );
}

function CoverButton() {
  return (
    <button type="button" class="cover-button" onClick={cover}>
      {t('cover.button')}
      <KeyHint name="Esc" />
    </button>
  );
}

function Aside({ opened: now }: { readonly opened: Opened }) {
  return (
    <div class="aside">
      <Languages opened={now} />
      {now.pack.doors.staff && (
        <button
          type="button"
          class="quiet"
          onClick={() => go({ type: 'open-door', door: 'staff' })}
        >
          {t('doors.staff')}
        </button>
      )}
    </div>
  );
}

/** What every screen has: the cover first, whose chart it is, where we are, one heading, and what to do next. */
export function Frame({ title, lang, at, foot, children }: Props) {
  const now = opened.value;
  const Beside = now?.apart?.Beside;
  return (
    <>
      <header class="bar">
        <CoverButton />
        {now && <Identity opened={now} />}
      </header>
      <main>
        {at && <Way at={at} />}
        <Title title={title} lang={lang} />
        {Beside && <Beside />}
        {signedOut.value && <p class="notice">{t('signedOut')}</p>}
        {children}
        {now && <Aside opened={now} />}
      </main>
      <footer class="foot">{foot}</footer>
    </>
  );
}
