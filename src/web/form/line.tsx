import type { InputHTMLAttributes, TargetedInputEvent } from 'preact';
import { useState } from 'preact/hooks';
import { sameValue, type Value } from '../../questionnaire/index.ts';
import { anyName, quiet } from '../parts/quiet.ts';
import { t } from '../text.ts';
import type { ControlProps } from './asked.tsx';

/** How an answer is written in a line, and read out of it. `undefined`: what is written is none. */
export type Writing = {
  readonly read: (written: string) => Value | undefined;
  readonly write: (value: Value) => string;
};

type LineProps = Omit<ControlProps, 'slot'> & {
  readonly value: Value | undefined;
  readonly writing: Writing;
  readonly attributes?: InputHTMLAttributes<HTMLInputElement>;
  readonly tall?: boolean;
  /** Which of several answers; absent where there is one. */
  readonly index?: number;
  /** The name for those who listen, where no label stands beside it. */
  readonly label?: string | undefined;
  /** The answer another control is already given: written here, not sent to the form. */
  readonly onWrite?: (value: Value | undefined) => void;
};

const same = (a: Value | undefined, b: Value | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameValue(a, b);

function tell({ sight, item, at, index }: LineProps, value: Value | undefined): void {
  const { linkId } = item;
  const place = index === undefined ? { at } : { at, index };
  if (value !== undefined) sight.give({ type: 'set', linkId, value, ...place });
  else if (index === undefined) sight.give({ type: 'clear', linkId, at });
}

function takeAway({ sight, item, at }: LineProps, index: number): void {
  sight.give({ type: 'remove', linkId: item.linkId, index, at });
}

const readBy = (writing: Writing, written = ''): Value | undefined =>
  written.trim() === '' ? undefined : writing.read(written.trim());

/** What stands in the line: as typed, while that is what the form has, or while it is no answer yet. */
function standingIn({ value, writing, index }: LineProps, written: string | undefined) {
  const meant = readBy(writing, written);
  const kept = same(meant, value) || (index !== undefined && meant === undefined);
  if (written !== undefined && kept) {
    return { text: written, malformed: written.trim() !== '' && meant === undefined };
  }
  return { text: value === undefined ? '' : writing.write(value), malformed: false };
}

/**
 * One line (or box) of writing. What is typed stays as typed while it means the answer that the form has, so that
 * neither a blank at the end nor a change of language takes anything away.
 */
export function Line(props: LineProps) {
  const { id, value, writing, attributes, tall, describedBy, index, onWrite } = props;
  const [name] = useState(anyName);
  const [written, setWritten] = useState<string>();
  const { text, malformed } = standingIn(props, written);
  const onInput = ({
    currentTarget,
  }: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    setWritten(currentTarget.value);
    const read = readBy(writing, currentTarget.value);
    if (onWrite === undefined) tell(props, read);
    else onWrite(read);
  };
  const onBlur = (): void => {
    if (index === undefined || written?.trim() !== '') return;
    if (value !== undefined) takeAway(props, index);
    setWritten(undefined);
  };
  const common = {
    ref: quiet,
    id,
    name,
    value: text,
    'aria-label': props.label,
    'aria-describedby': malformed ? `${describedBy} ${id}-bad` : describedBy,
    'aria-invalid': props.invalid || malformed ? true : undefined,
    onInput,
    onBlur,
  };
  return (
    <>
      {tall ? <textarea rows={4} {...common} /> : <input type="text" {...common} {...attributes} />}
      {malformed && (
        <p id={`${id}-bad`} class="problem">
          {t('form.problem.malformed')}
        </p>
      )}
    </>
  );
}
