import { questionsFor } from '../routine/index.ts';
import { audienceOf, readPack } from './content/read-pack.ts';
import type { Opened } from './state.ts';

/** The routine as one audience meets it, at the beginning of an occasion. */
export async function routineOf(
  routine: string,
  audience: string,
): Promise<Pick<Opened, 'pack' | 'audience' | 'key'>> {
  const read = await readPack(routine, audience, new Date());
  const { result, after } = questionsFor(read, audience);
  const questions = { ...read.questions, result: [...result], after: [...after] };
  return {
    pack: { ...read, questions },
    audience: audienceOf(read),
    key: crypto.randomUUID(),
  };
}
