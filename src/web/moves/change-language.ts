import { language, type Opened } from '../state.ts';
import { speak, wordLanguages } from '../words.ts';

/** Languages that the site has chosen, the routine has clinical words in, and the interface speaks. */
export function languagesOf({ site, pack }: Pick<Opened, 'site' | 'pack'>): readonly string[] {
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
