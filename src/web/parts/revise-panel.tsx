import { useState } from 'preact/hooks';
import type { Delivery } from '../../outbox/index.ts';
import type { RevisionReason } from '../../record/index.ts';
import { go } from '../moves/go.ts';
import { takeBack } from '../moves/save.ts';
import { type Opened, type Revising, revising } from '../state.ts';
import { t } from '../text.ts';
import { Choices } from './choices.tsx';
import { DeliberateButton } from './deliberate-button.tsx';

const reasons: Readonly<Record<Revising['kind'], readonly RevisionReason[]>> = {
  amend: ['wrong-answers', 'added-later', 'other'],
  void: ['wrong-patient', 'duplicate', 'wrong-answers', 'other'],
};

type Props = {
  readonly opened: Opened;
  readonly saved: Extract<Delivery, { state: 'saved' }>;
  readonly kind: Revising['kind'];
};

/** One of the two things that can be done with what was saved: folded, with a reason, and never by Enter. */
export function RevisePanel({ opened, saved, kind }: Props) {
  const [reason, setReason] = useState<RevisionReason>();
  const carryOut = (): void => {
    if (reason === undefined) return;
    revising.value = { kind, reason, base: saved.resources };
    if (kind === 'void') takeBack(opened);
    else go({ type: 'amend' });
  };
  return (
    <details class="revise">
      <summary>{t(`revise.${kind}`)}</summary>
      <p>{t(`revise.${kind}Means`)}</p>
      <Choices
        legend={t('revise.reason')}
        options={reasons[kind].map((code) => ({ code, label: t(`revise.reasons.${code}`) }))}
        chosen={reason}
        choose={setReason}
      />
      <DeliberateButton disabled={reason === undefined} onPress={carryOut}>
        {t(kind === 'void' ? 'revise.takeBack' : 'revise.openAnswers')}
      </DeliberateButton>
    </details>
  );
}
