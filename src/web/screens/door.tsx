import { cite } from '../../guidance/index.ts';
import { go } from '../moves/go.ts';
import { todayOf } from '../outcome-now.ts';
import { Clinical } from '../parts/clinical.tsx';
import { Frame } from '../parts/frame.tsx';
import { MunicipalityChooser } from '../parts/municipality-chooser.tsx';
import { SayBox } from '../parts/say-box.tsx';
import { Services } from '../parts/services.tsx';
import { Cited } from '../parts/why.tsx';
import type { Opened } from '../state.ts';
import { t, wording } from '../text.ts';
import type { DoorName } from '../visit/visit.ts';

const otherDoor = { acute: 'child', child: 'acute', staff: 'acute' } as const;

/** What to do at once, with no question asked. Opening it is noted nowhere. */
export function Door({ opened, name }: { readonly opened: Opened; readonly name: DoorName }) {
  const { pack, site } = opened;
  const door = pack.doors[name];
  if (door === undefined) return null;
  const title = wording(pack, door.title);
  const other = otherDoor[name];
  return (
    <Frame
      title={title.text}
      lang={title.lang}
      foot={
        <>
          <button type="button" class="big" onClick={() => go({ type: 'close-door' })}>
            {t('doors.close')}
          </button>
          <button type="button" onClick={() => go({ type: 'open-door', door: other })}>
            {t(`doors.${other}`)}
          </button>
        </>
      }
    >
      <ol class="tasks">
        {door.tasks.map((task) => (
          <Clinical key={Object.values(task)[0]} as="li" pack={pack} words={task} />
        ))}
      </ol>
      {door.say && <SayBox pack={pack} words={door.say} />}
      {name === 'staff' && site?.staffHelp && <p class="notice">{site.staffHelp}</p>}
      <MunicipalityChooser opened={opened} roles={door.services} />
      <Services opened={opened} roles={door.services} atOnce={3} />
      {door.sources.map((source) => (
        <Cited key={source} pack={pack} citation={cite(pack, source, todayOf(opened))} />
      ))}
    </Frame>
  );
}
