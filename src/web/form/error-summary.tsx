import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text.ts';
import { wholeProblems, wordsOfProblem } from './problems.ts';
import { type Sight, slotOf } from './sight.ts';
import { nameOf } from './words-of-item.tsx';

type Row = { readonly key: string; readonly words: string; readonly index?: number };

function rowsOf(sight: Sight): readonly Row[] {
  const { form, answers } = sight;
  const rows = sight.problems.flatMap((problem): readonly Row[] => {
    const item = problem.linkId === undefined ? undefined : form.byLinkId.get(problem.linkId);
    const slot = item && slotOf(answers, item);
    if (item === undefined || slot === undefined) return [];
    const told = { sight, item, slot, at: [] };
    const words = `${nameOf(told)}: ${wordsOfProblem(told, problem)}`;
    return [{ key: words, words, index: item.index }];
  });
  const whole = wholeProblems(sight).map((words) => ({ key: words, words }));
  return [...new Map([...rows, ...whole].map((row) => [row.key, row])).values()];
}

/** To the first control of the item, without an address that would stay in the browser's history. */
function lead(summary: HTMLElement | null, index: number): void {
  const item = summary?.parentElement?.querySelector(`[data-item="${index}"]`);
  item?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
}

/** Everything that is to be put right, in the form's order, each a way to its place. Takes focus when it comes. */
export function ErrorSummary({ sight }: { readonly sight: Sight }) {
  const place = useRef<HTMLElement>(null);
  const rows = rowsOf(sight);
  const any = rows.length > 0;
  useEffect(() => {
    if (any) place.current?.focus();
  }, [any]);
  if (!any) return null;
  return (
    <section ref={place} class="alert" tabIndex={-1} aria-label={t('form.problems')}>
      <p>{t('form.problems')}</p>
      <ul>
        {rows.map(({ key, words, index }) => (
          <li key={key}>
            {index === undefined ? (
              words
            ) : (
              <button type="button" class="quiet" onClick={() => lead(place.current, index)}>
                {words}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
