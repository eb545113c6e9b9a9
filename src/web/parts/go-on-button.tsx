import type { ComponentChildren } from 'preact';
import { KeyHint } from './key-hint.tsx';
import { useEnter } from './use-enter.ts';

/** The one big next action of a screen that writes nothing; Enter does the same. */
export function GoOnButton({
  onPress,
  children,
}: {
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}) {
  useEnter(onPress);
  return (
    <button type="button" class="big" onClick={onPress}>
      {children}
      <KeyHint name="Enter" />
    </button>
  );
}
