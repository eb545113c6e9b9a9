import { useId } from 'preact/hooks';
import { quiet } from '../parts/quiet.ts';

type Props = {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
};

/** One of many, in a list that opens. */
export function Pick({ label, options, chosen, choose }: Props) {
  const id = useId();
  return (
    <div class="note">
      <label for={id}>{label}</label>
      <select
        ref={quiet}
        id={id}
        value={chosen}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {options.map((each) => (
          <option key={each.id} value={each.id}>
            {each.text}
          </option>
        ))}
      </select>
    </div>
  );
}
