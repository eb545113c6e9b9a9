import type { JSX } from 'preact';
import type { Pack, Words } from '../../routine/index.ts';
import { wording } from '../text.ts';

type Props = {
  readonly pack: Pack;
  readonly words: Words;
  readonly as?: 'p' | 'span' | 'li' | 'h2' | 'b';
  readonly class?: string;
};

/** Words of the routine, marked with their own language where it is not the one spoken. */
export function Clinical({ pack, words, as: Tag = 'span', class: className }: Props): JSX.Element {
  const { text, lang } = wording(pack, words);
  return (
    <Tag class={className} lang={lang}>
      {text}
    </Tag>
  );
}
