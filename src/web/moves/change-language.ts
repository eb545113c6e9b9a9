import type { Site } from '../../record/index.ts';
import type { Pack } from '../../routine/index.ts';
import { language } from '../state.ts';
import { speak, wordLanguages } from '../words.ts';

/** What tells which languages may be offered. */
export type Speaking = {
  readonly site?: Pick<Site, 'languages'>;
  readonly pack: Pick<Pack, 'languages'>;
};

/** Languages that the site has chosen, the routine has clinical words in, and the interface speaks. */
export function languagesOf({ site, pack }: Speaking): readonly string[] {
  const clinical = pack.languages.map(({ code }) => code);
  return (site?.languages ?? clinical).filter(
    (each) => clinical.includes(each) && wordLanguages.includes(each),
  );
}

export async function changeLanguage(to: string): Promise<void> {
  const direction = await speak(to);
  document.documentElement.lang = to;
  document.documentElement.dir = direction;
  language.value = to;
}
