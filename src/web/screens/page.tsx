import { Frame } from '../parts/frame.tsx';
import { fault, later, notice, opened, visit } from '../state.ts';
import { t } from '../text.ts';
import { Cover } from './cover.tsx';
import { FaultScreen } from './fault-screen.tsx';
import { Gate } from './gate.tsx';

function Screen() {
  const now = opened.value;
  const { covered, door, stage, moves } = visit.value;
  if (covered) return <Cover opened={now} turn={moves} />;
  if (fault.value) return <FaultScreen fault={fault.value} />;
  if (now === undefined) return null;
  if (stage === 'gate' && door === undefined) return <Gate opened={now} />;
  const Behind = later.value?.Screen;
  return Behind ? (
    <Behind />
  ) : (
    <Frame title={t('wait')} foot={null}>
      {null}
    </Frame>
  );
}

/** One screen at a time, and one region that reads aloud what has happened: nothing of the visit while it is covered. */
export function Page() {
  return (
    <>
      <Screen />
      <p class="unseen" role="status">
        {visit.value.covered ? t('cover.done') : notice.value}
      </p>
    </>
  );
}
