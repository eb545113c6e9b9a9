import type { Citation, Reason } from '../../guidance/index.ts';
import { textOf } from '../../questionnaire/index.ts';
import type { Pack } from '../../routine/index.ts';
import { type Asking, language } from '../state.ts';
import { t } from '../text.ts';
import { Clinical } from './clinical.tsx';

/** What it rests on; a paragraph of law only when a jurist has signed it. */
export function Cited({ pack, citation }: { readonly pack: Pack; readonly citation: Citation }) {
  const { source, paragraph } = citation;
  return (
    <p class="muted">
      {t('why.source')} <Clinical pack={pack} words={source.title} />
      {paragraph && `, ${paragraph}`}. <Clinical pack={pack} words={source.says} />
      {source.citation && ` (${source.citation})`}
    </p>
  );
}

type Props = {
  readonly pack: Pack;
  readonly asking: Asking;
  readonly reasons: readonly Reason[];
};

/** The rule in words, the answers that made it hold, and the source. */
export function Why({ pack, asking, reasons }: Props) {
  return (
    <details class="why">
      <summary>{t('why.title')}</summary>
      {reasons.map(({ rule, why, answers, citation }) => (
        <div key={rule}>
          <Clinical as="p" pack={pack} words={why} />
          {answers.length > 0 && (
            <ul>
              {answers.map(({ question, kind }) => (
                <li key={question}>
                  {textOf(asking.form, question, language.value).text}: {t(`kinds.${kind}`)}
                </li>
              ))}
            </ul>
          )}
          <Cited pack={pack} citation={citation} />
        </div>
      ))}
    </details>
  );
}
