import { join } from 'node:path';
import { demoCoverage } from '../../src/cli/demo-coverage.ts';
import { startBrowser } from '../journeys/browser.ts';

/** The first part of the page is what is met first. */
const height = 2600;

/** The page of how many were asked, in both languages, narrow and wide; of made-up people. */
export async function photographCoverage(folder: string): Promise<void> {
  const pages = await demoCoverage('routines')();
  const browser = await startBrowser();
  for (const [file, content] of Object.entries(pages)) {
    for (const width of [480, 1280]) {
      const context = await browser.newContext({ viewport: { width, height } });
      const page = await context.newPage();
      await page.setContent(content);
      const language = file.includes('.en.') ? 'en' : 'sv';
      const path = join(folder, `40-coverage-${language}-${width}.png`);
      await page.screenshot({ path });
      await context.close();
    }
  }
  await browser.close();
}
