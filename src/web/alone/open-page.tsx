import '../style/style.css';
import { type ComponentType, render } from 'preact';
import { faultOf } from '../fault-of.ts';
import { changeLanguage } from '../moves/change-language.ts';
import { coverOnKeys } from '../moves/guard.ts';
import { leaveNothing } from '../moves/leave-nothing.ts';
import { stop } from '../moves/stop.ts';
import { Page } from '../screens/page.tsx';
import { fault, opened, visit } from '../state.ts';
import { alsoWords } from '../words.ts';
import { type RoutineChoice, readChoices } from './choices.ts';

export type StartProps = { readonly routines: readonly RoutineChoice[] };

export function tellFault(error: unknown): void {
  stop(faultOf(error));
}

/** What is chosen first; once something has begun, the app's own screens. */
function Whole({ Start, routines }: StartProps & { readonly Start: ComponentType<StartProps> }) {
  const isStarting = opened.value === undefined && !fault.value && !visit.value.covered;
  return isStarting ? <Start routines={routines} /> : <Page />;
}

/** Opens a page that no EHR opens. */
export async function openPage(Start: ComponentType<StartProps>): Promise<void> {
  const root = document.getElementById('app');
  if (root === null) return;
  coverOnKeys();
  leaveNothing(root);
  alsoWords(
    import.meta.glob<string>('../../../locales/alone/*.json', {
      query: '?url',
      import: 'default',
      eager: true,
    }),
  );
  let routines: readonly RoutineChoice[] = [];
  try {
    routines = await readChoices(root.dataset['routines'] ?? '');
  } catch (error) {
    tellFault(error);
  }
  await changeLanguage(routines[0]?.languages[0]?.code ?? document.documentElement.lang);
  render(<Whole Start={Start} routines={routines} />, root);
}
