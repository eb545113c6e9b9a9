import { useState } from 'preact/hooks';
import type { RevisionReason } from '../../record/index.ts';
import { revisionWayNow } from '../moves/revision-of.ts';
import type { Opened, Revising, Target } from '../state.ts';
import { t } from '../text.ts';
import { Choices } from './choices.tsx';
import { DeliberateButton } from './deliberate-button.tsx';

const reasons: Readonly<Record<Revising['kind'], readonly RevisionReason[]>> = {
  amend: ['wrong-answers', 'added-later', 'other'],
  void: ['wrong-patient', 'duplicate', 'wrong-answers', 'other'],
};

type PanelProps = {
  readonly kind: Revising['kind'];
  readonly carryOut: (reason: RevisionReason) => void;
};

/** One of the two things that can be done with what was saved: folded, with a reason, and never by Enter. */
function RevisePanel({ kind, carryOut }: PanelProps) {
  const [reason, setReason] = useState<RevisionReason>();
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
      <DeliberateButton
        disabled={reason === undefined}
        onPress={() => {
          if (reason !== undefined) carryOut(reason);
        }}
      >
        {t(kind === 'void' ? 'revise.takeBack' : 'revise.openAnswers')}
      </DeliberateButton>
    </details>
  );
}

type Props = {
  readonly opened: Opened;
  readonly target: Target;
  /** Absent: the answers cannot be opened here. */
  readonly amend: PanelProps['carryOut'] | undefined;
  readonly takeBack: PanelProps['carryOut'];
};

/** To change and to take back, where the EHR lets it be done from here. */
export function RevisePanels({ opened, target, amend, takeBack }: Props) {
  if (revisionWayNow(opened, target) === undefined) {
    return <p class="muted">{t('revise.notHere')}</p>;
  }
  return (
    <>
      {amend ? (
        <RevisePanel kind="amend" carryOut={amend} />
      ) : (
        <p class="muted">{t('revise.otherForm')}</p>
      )}
      <RevisePanel kind="void" carryOut={takeBack} />
    </>
  );
}
