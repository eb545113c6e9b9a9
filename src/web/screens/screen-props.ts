import type { Asking, Opened } from '../state.ts';

/** What every screen behind the gate is given. */
export type ScreenProps = { readonly opened: Opened; readonly asking: Asking };
