import { t } from '../text.ts';
import type { ControlProps } from './asked.tsx';
import { ownWords, setOwnWords } from './choosing.ts';
import { Line } from './line.tsx';
import { shown } from './shown.ts';
import { plainWords } from './words-of-item.tsx';

type Props = ControlProps & {
  /** A label of its own, beside alternatives; else the question's. */
  readonly labelled?: boolean;
};

/** The answer that is none of the alternatives. */
export function OwnWords({ labelled, ...props }: Props) {
  const { sight, item } = props;
  const label = item.openLabel ? plainWords(sight, item.openLabel).text : t('form.other');
  const line = (
    <Line
      {...props}
      value={ownWords(props)}
      writing={{
        read: (value) => ({ type: 'string', value }),
        write: (value) => shown(props, value),
      }}
      onWrite={(value) => setOwnWords(props, value)}
    />
  );
  if (!labelled) return line;
  return (
    <div class="own">
      <label for={props.id}>{label}</label>
      {line}
    </div>
  );
}
