import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../text.ts';
import { Hints } from './hints.tsx';
import { problemsAt } from './problems.ts';
import type { ItemProps } from './sight.ts';
import { Words } from './words-of-item.tsx';

/** What ties a control to its label, hints and problems. */
export type Ties = {
  readonly id: string;
  readonly describedBy: string;
  readonly invalid: boolean;
};

export type ControlProps = ItemProps & Ties;

type AskedProps = ItemProps & {
  /** `group`: several controls under one legend. `label`: one control. `output`: nothing to fill in. */
  readonly as: 'group' | 'label' | 'output';
  readonly control: (props: ControlProps) => JSX.Element;
  /** What the control itself found, such as words where a number should stand. */
  readonly children?: ComponentChildren;
};

function Mark({ item }: Pick<ItemProps, 'item'>) {
  return item.required ? <span class="hint"> {t('form.required')}</span> : null;
}

export function Told({
  id,
  problems,
}: {
  readonly id: string;
  readonly problems: readonly string[];
}) {
  return (
    <div id={id}>
      {problems.map((each) => (
        <p key={each} class="problem">
          {each}
        </p>
      ))}
    </div>
  );
}

/** A question with its words, hints, control and problems, and what stands beneath its answers. */
export function Asked({ as, control, children, ...props }: AskedProps) {
  const id = useId();
  const { sight, item, at, quietly } = props;
  const problems = problemsAt(props);
  const words = (
    <>
      <Words sight={sight} item={item} at={at} />
      <Mark item={item} />
    </>
  );
  const ties: Ties = {
    id,
    describedBy: `${id}-hint ${id}-told`,
    invalid: problems.length > 0,
  };
  const rest = (
    <>
      <Hints {...props} id={`${id}-hint`} />
      {control({ ...props, ...ties })}
      <Told id={`${id}-told`} problems={problems} />
    </>
  );
  const quiet = quietly ? 'unseen' : undefined;
  return (
    <div class="item" data-item={item.index}>
      {as === 'group' ? (
        <fieldset class="asked" aria-describedby={ties.describedBy}>
          <legend class={quiet}>{words}</legend>
          {rest}
        </fieldset>
      ) : (
        <div class="asked">
          {as === 'label' ? (
            <label for={id} class={quiet}>
              {words}
            </label>
          ) : (
            <p id={`${id}-label`} class={quiet ?? 'label'}>
              {words}
            </p>
          )}
          {rest}
        </div>
      )}
      {children}
    </div>
  );
}
