import { inLanguage, type Words } from '../../routine/index.ts';
import { language } from '../state.ts';
import { t } from '../text.ts';
import type { RoutineChoice } from './choices.ts';
import { Pick } from './pick.tsx';

export type Chosen = { readonly routine: RoutineChoice; readonly audience: string };

type Props = {
  readonly routines: readonly RoutineChoice[];
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  /** The audience that stands when a routine has just been chosen. */
  readonly at: (routine: RoutineChoice) => Chosen;
};

const spoken = (words: Words): string =>
  inLanguage(words, [language.value, ...Object.keys(words)])?.text ?? '';

const listed = (all: readonly { readonly id: string; readonly title: Words }[]) =>
  all.map(({ id, title }) => ({ id, text: spoken(title) }));

export const firstOf = (routine: RoutineChoice): Chosen => ({
  routine,
  audience: routine.audiences[0]?.id ?? '',
});

/** Where nothing is known, nothing is chosen: an empty audience. */
export const undecided = (routine: RoutineChoice): Chosen => ({ routine, audience: '' });

/** The routine, then the audience of it. */
export function PickRoutine({ routines, chosen, choose, at }: Props) {
  const { routine, audience } = chosen;
  return (
    <>
      <Pick
        label={t('alone.routine')}
        options={listed(routines)}
        chosen={routine.id}
        choose={(id) => {
          const next = routines.find((each) => each.id === id);
          if (next) choose(at(next));
        }}
      />
      <Pick
        label={t('alone.audience')}
        options={[
          ...(audience === '' ? [{ id: '', text: t('form.choose') }] : []),
          ...listed(routine.audiences),
        ]}
        chosen={audience}
        choose={(id) => choose({ routine, audience: id })}
      />
    </>
  );
}
