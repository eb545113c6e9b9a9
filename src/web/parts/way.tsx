import { t } from '../text.ts';

const milestones = ['prepare', 'ask', 'next', 'save'] as const;
export type Milestone = (typeof milestones)[number];

/** The four parts of a visit and where we are among them. */
export function Way({ at }: { readonly at: Milestone }) {
  const here = milestones.indexOf(at);
  return (
    <ol class="way" aria-label={t('way.label')}>
      {milestones.map((each, index) => (
        <li
          key={each}
          class={index < here ? 'done' : index === here ? 'now' : undefined}
          aria-current={index === here ? 'step' : undefined}
        >
          {t(`way.${each}`)}
          {index < here && <span class="unseen"> {t('way.done')}</span>}
        </li>
      ))}
    </ol>
  );
}
