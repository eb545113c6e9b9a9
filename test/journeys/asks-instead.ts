import type { Page } from 'playwright-core';

/** The clinic's routine for adults asks the questionnaire with this address, in place of the one that is shipped. */
export async function asksInstead(page: Page, url: string): Promise<void> {
  await page.route('**/content/routines/demo-clinic/adult.json', async (route) => {
    const text = await (await route.fetch()).text();
    const shipped = /"https:\/\/tryggfraga\.example\/fhir\/Questionnaire\/health-questions-adult"/g;
    await route.fulfill({
      contentType: 'application/json',
      body: text.replace(shipped, `"${url}"`),
    });
  });
}
