import { useEffect, useId, useState } from 'preact/hooks';
import type { DueAlert, DueStep, SignCount } from '../../guidance/index.ts';
import { isEnabled, valuesOf } from '../../questionnaire/index.ts';
import { localMoment } from '../clock.ts';
import { type Asking, municipality, type Opened } from '../state.ts';
import { t } from '../text.ts';
import { servicesToChoose } from '../visit/services-to-choose.ts';
import { Clinical } from './clinical.tsx';
import { Question } from './question.tsx';
import { SayBox } from './say-box.tsx';
import { Services } from './services.tsx';
import { Cited, Why } from './why.tsx';

type Props = {
  readonly opened: Opened;
  readonly asking: Asking;
  readonly due: DueStep;
  readonly number: number;
};

function Alerts({
  opened,
  asking,
  alerts,
}: Omit<Props, 'due' | 'number'> & {
  readonly alerts: readonly DueAlert[];
}) {
  const { pack } = opened;
  return (
    <>
      {alerts.map(({ alert, reason }) => (
        <div key={alert.id} class="alert">
          <Clinical as="p" pack={pack} words={alert.text} />
          <Why pack={pack} asking={asking} reasons={[reason]} />
        </div>
      ))}
    </>
  );
}

/** How many of the signs are there. Shown with its source, only where the site has turned it on. */
function Count({
  opened,
  count,
}: {
  readonly opened: Opened;
  readonly count: SignCount | undefined;
}) {
  if (count === undefined || opened.site?.showCounts !== true) return null;
  return (
    <div>
      <p>{t('step.count', { yes: count.yes, of: count.of })}</p>
      <Cited pack={opened.pack} citation={count.citation} />
    </div>
  );
}

function itemsNow({ form, answers }: Asking, { step }: DueStep): readonly string[] {
  return (step.items ?? []).filter(
    (linkId) => form.byLinkId.has(linkId) && isEnabled(form, answers, linkId),
  );
}

function Items({ opened, asking, due }: Omit<Props, 'number'>) {
  const { pack } = opened;
  const at = localMoment(new Date(), pack.timeZone);
  const items = itemsNow(asking, due);
  return (
    <>
      {items.map((linkId) => (
        <Question
          key={linkId}
          asking={asking}
          linkId={linkId}
          only={
            linkId === pack.agreement.service
              ? servicesToChoose(pack, asking, municipality.value, at)
              : undefined
          }
        />
      ))}
    </>
  );
}

/** How far one has come with the questions of the step. */
function Progress({
  asking,
  items,
}: {
  readonly asking: Asking;
  readonly items: readonly string[];
}) {
  if (items.length === 0) return null;
  const { form, answers } = asking;
  const done = items.filter((linkId) => valuesOf(form, answers, linkId).length > 0).length;
  return <span class="muted">{t('step.answered', { done, of: items.length })}</span>;
}

function Body({ opened, asking, due }: Omit<Props, 'number'>) {
  const { pack } = opened;
  const { step, reasons, alerts, count } = due;
  return (
    <>
      <Alerts opened={opened} asking={asking} alerts={alerts} />
      {step.say && <SayBox pack={pack} words={step.say} />}
      {step.tasks && (
        <ul class="tasks">
          {step.tasks.map((task) => (
            <Clinical key={Object.values(task)[0]} as="li" pack={pack} words={task} />
          ))}
        </ul>
      )}
      <Items opened={opened} asking={asking} due={due} />
      <Count opened={opened} count={count} />
      {step.services && <Services opened={opened} roles={step.services} atOnce={1} />}
      <Why pack={pack} asking={asking} reasons={reasons} />
    </>
  );
}

/**
 * One thing to do: what to say, what to ask, what to do, where to turn, and why. The first is open, and whatever
 * becomes urgent opens by itself; the rest are titles, so that the way ahead fits on a screen.
 */
export function StepCard({ opened: now, asking, due, number }: Props) {
  const { step, urgency } = due;
  const id = useId();
  const [isOpen, open] = useState(number === 1);
  useEffect(() => {
    if (urgency === 'now') open(true);
  }, [urgency]);
  return (
    <section class={urgency === 'now' ? 'step now' : 'step'}>
      <h2>
        <button
          type="button"
          class="fold"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => open(!isOpen)}
        >
          <span class="number">{number}</span>
          <Clinical pack={now.pack} words={step.title} />
        </button>
      </h2>
      <p class="line-under">
        {urgency !== 'planned' && <span class="urgency">{t(`urgency.${urgency}`)}</span>}
        <Progress asking={asking} items={itemsNow(asking, due)} />
      </p>
      <div id={id} class="body" hidden={!isOpen}>
        <Body opened={now} asking={asking} due={due} />
      </div>
    </section>
  );
}
