import { html } from 'hono/html';
import type { Markup } from './layout.ts';

/** The app's pages that no EHR opens. */
export function withoutEhr(launchPage: string): Markup {
  const page = (name: string): string => new URL(`${name}.html`, launchPage).href;
  return html`<p class="quiet">Utan journal: <a href="${page('training')}">öva på samtalet</a> med påhittade patienter, eller <a href="${page('standalone')}">gör det när journalsystemet är nere</a>.</p>`;
}
