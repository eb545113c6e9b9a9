import type { Delivery } from '../../outbox/index.ts';
import { beginToday } from '../moves/begin-today.ts';
import { go } from '../moves/go.ts';
import { tryNow } from '../moves/ports.ts';
import { savedTarget, takeBack, tryAgain } from '../moves/save.ts';
import { outcomeNow } from '../outcome-now.ts';
import { BackButton, Doors } from '../parts/doors.tsx';
import { Frame } from '../parts/frame.tsx';
import { NoteBox } from '../parts/note-box.tsx';
import { RevisePanels } from '../parts/revise-panel.tsx';
import { noteNow } from '../plan-now.ts';
import { type Opened, revising, sending, sent } from '../state.ts';
import { t } from '../text.ts';
import type { ScreenProps } from './screen-props.ts';

const kinds = [
  'QuestionnaireResponse',
  'Observation',
  'ServiceRequest',
  'Task',
  'Provenance',
  'DocumentReference',
] as const;

type WhatProps = ScreenProps & { readonly delivery: Delivery };
type DoneProps = ScreenProps & { readonly delivery: Extract<Delivery, { state: 'saved' }> };

/** How many of each kind stand in the chart. */
function Saved({ resources }: Extract<Delivery, { state: 'saved' }>) {
  const types = resources.map(({ reference }) => reference.split('/')[0]);
  return (
    <ul class="tasks">
      {kinds.map((kind) => {
        const count = types.filter((type) => type === kind).length;
        return count > 0 && <li key={kind}>{t(`delivery.kinds.${kind}`, { count })}</li>;
      })}
    </ul>
  );
}

/** What stands in the chart now, and the two things that can be done with it. */
function Done({ opened, asking, delivery }: DoneProps) {
  if (sent.value === 'void') return <p>{t('delivery.voided.text')}</p>;
  const target = savedTarget(delivery);
  return (
    <>
      <Saved {...delivery} />
      <p>{t('delivery.saved.text')}</p>
      <RevisePanels
        opened={opened}
        target={target}
        amend={(reason) => {
          revising.value = { kind: 'amend', reason, target };
          go({ type: 'amend', asked: outcomeNow(opened, asking).result !== 'not-asked' });
        }}
        takeBack={(reason) => takeBack(opened, reason, target)}
      />
    </>
  );
}

function What({ delivery, ...now }: WhatProps) {
  switch (delivery.state) {
    case 'sending':
      return <p>{t('delivery.sending.text')}</p>;
    case 'waiting':
      return <p>{t('delivery.waiting.text')}</p>;
    case 'saved':
      return <Done {...now} delivery={delivery} />;
    case 'not-saved':
      return (
        <div class="notice">
          <p>{t(`delivery.why.${delivery.why}`)}</p>
          {!delivery.certain && <p>{t('delivery.uncertain')}</p>}
          {delivery.detail && <p class="muted">{delivery.detail}</p>}
        </div>
      );
    case 'conflict':
      return (
        <div class="notice">
          <p>{t(`delivery.conflicts.${delivery.why}`)}</p>
        </div>
      );
  }
}

function Action({ opened, asking, delivery }: ScreenProps & { readonly delivery: Delivery }) {
  if (delivery.state === 'waiting') {
    return (
      <button type="button" class="big" onClick={tryNow}>
        {t('delivery.tryNow')}
      </button>
    );
  }
  if (delivery.state === 'not-saved' && delivery.why !== 'signed-out') {
    return (
      <button type="button" class="big" onClick={() => tryAgain(opened, asking)}>
        {t('delivery.again')}
      </button>
    );
  }
  const isEarlier = revising.value !== undefined && revising.value.target.key !== opened.key;
  if (delivery.state === 'saved' && isEarlier) {
    return (
      <button type="button" class="big" onClick={() => beginToday(opened)}>
        {t('earlier.begin')}
      </button>
    );
  }
  return null;
}

const failed = (delivery: Delivery): boolean =>
  delivery.state === 'not-saved' || delivery.state === 'conflict';

function title({ session }: Opened, delivery: Delivery): string {
  if (delivery.state === 'saved' && sent.value === 'void') return t('delivery.voided.title');
  if (delivery.state === 'saved' && sent.value === 'amend') return t('delivery.amended.title');
  return t(`delivery.${delivery.state}.title`, { name: session.patient.name });
}

/** What is true of the save, and only that. The answers stay until the window closes. */
export function DeliveryScreen({ opened, asking }: ScreenProps) {
  const delivery = sending.value;
  if (delivery === undefined) return null;
  return (
    <Frame
      at="save"
      title={title(opened, delivery)}
      foot={
        <>
          <Action opened={opened} asking={asking} delivery={delivery} />
          <Doors first={failed(delivery) ? <BackButton /> : undefined} />
        </>
      }
    >
      <What opened={opened} asking={asking} delivery={delivery} />
      {failed(delivery) && <NoteBox text={noteNow(opened, asking)} />}
    </Frame>
  );
}
