import type { ComponentChildren } from 'preact';
import { notice } from '../state.ts';
import { t } from '../text.ts';

type Props = {
  readonly onPress: () => void;
  readonly disabled?: boolean;
  readonly children: ComponentChildren;
};

function stopEnter(event: KeyboardEvent): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  notice.value = t('enterDoesNothing');
}

/** For passing the gate and for saving: a click, a tap or Space. Enter, which one presses by habit, does nothing. */
export function DeliberateButton({ onPress, disabled = false, children }: Props) {
  return (
    <button
      type="button"
      class="big"
      aria-disabled={disabled}
      onKeyDown={stopEnter}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      {children}
    </button>
  );
}
