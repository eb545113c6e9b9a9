import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = { readonly id: string; readonly where: readonly string[] };

/** axe on what is on the screen; nothing may be wider than the window either. */
export async function faultsOf(page: Page): Promise<readonly Found[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    type Violation = { id: string; nodes: readonly { html: string }[] };
    const { axe } = window as unknown as {
      axe: { run: (at: Document) => Promise<{ violations: readonly Violation[] }> };
    };
    const { violations } = await axe.run(document);
    const { scrollWidth, clientWidth } = document.documentElement;
    const tooWide =
      scrollWidth > clientWidth ? [{ id: 'wider-than-window', where: [`${scrollWidth}`] }] : [];
    return [
      ...violations.map(({ id, nodes }) => ({
        id,
        where: nodes.map(({ html }) => html.slice(0, 160)),
      })),
      ...tooWide,
    ];
  });
}
