import type { ComponentChildren } from 'preact';
import type { Pack, Words } from '../../routine/index.ts';
import { t } from '../text.ts';
import { Clinical } from './clinical.tsx';

type Props = {
  readonly pack: Pack;
  readonly words: readonly Words[];
  readonly children?: ComponentChildren;
};

/** Words to say aloud, set apart from what is only for the one who reads. */
export function SayBox({ pack, words, children }: Props) {
  return (
    <div class="say">
      <p class="say-label">{t('say')}</p>
      {words.map((each) => (
        <Clinical key={Object.values(each)[0]} as="p" pack={pack} words={each} />
      ))}
      {children}
    </div>
  );
}
