import { el, type Markup } from '../../markup/index.ts';
import type { Unit } from '../measure/places.ts';
import type { Report } from '../report.ts';
import { type ControlChart, controlChart } from '../statistics/index.ts';
import { type Annotation, annotationsOf } from './annotations.ts';
import { details, figure, pair, shareText, shownText, table } from './block.ts';
import { bucketText } from './bucket-text.ts';
import { shownAt, visitCell } from './cells.ts';
import { controlPicture } from './control-picture.ts';
import type { Say, WordKey } from './say.ts';

/** One small chart a clinic, in the order of names. */
export function controlCharts(report: Report, say: Say): Markup {
  const words = { title: say.text('spc.title'), desc: say.text('spc.desc') };
  const units = report.places.units.toSorted((a, b) =>
    a.name.localeCompare(b.name, say.language, { numeric: true }),
  );
  const charts = units
    .filter((unit) => hasVisits(unit, report))
    .map((unit) => unitChart(unit, report, say));
  return figure('spc', words, undefined, el('div', { class: 'grid' }, charts));
}

const hasVisits = ({ no }: Unit, { release }: Report): boolean => {
  const all = shownAt(release, visitCell('eligible', `u${no}`, 'all'));
  return all !== undefined && all !== 0;
};

function unitChart(unit: Unit, report: Report, say: Say): Markup {
  const { release, times } = report;
  const cell = (kind: string, time: string) =>
    shownAt(release, visitCell(kind, `u${unit.no}`, time));
  const chart = controlChart(
    times.buckets.map((time) => pair(cell('asked', time), cell('eligible', time))),
  );
  const rows = times.buckets.map((time, index) => [
    bucketText(time),
    shownText(cell('asked', time), say),
    shownText(cell('eligible', time), say),
    shareText(cell('asked', time), cell('eligible', time), say),
    signalText(chart, index, say),
  ]);
  const annotations = annotationsOf(unit, report, say);
  const head = [
    say.text('time'),
    say.text('asked'),
    say.text('eligible'),
    say.text('share'),
    say.text('spc.signal'),
  ];
  return el(
    'div',
    { class: 'small' },
    el('h3', {}, unit.name),
    controlPicture(`spc-${unit.no}`, unit.name, { chart, annotations, times }, say),
    el('p', { class: 'note' }, summary(chart, report, say)),
    annotated(annotations),
    details(say, table(`${say.text('spc.title')}: ${unit.name}`, head, rows)),
  );
}

function signalText(chart: ControlChart, index: number, say: Say): string {
  const signals = chart.points[index]?.signals ?? [];
  return signals.map((signal) => say.text(`spc.signal.${signal}`)).join('; ') || '–';
}

/** What the numbered lines stand for. */
function annotated(annotations: readonly Annotation[]): Markup | '' {
  if (annotations.length === 0) return '';
  const lines = annotations.map(({ day, text }) => el('li', {}, `${day}: ${text}`));
  return el('ol', { class: 'note' }, lines);
}

function summary(chart: ControlChart, { times }: Report, say: Say): string {
  const notes = times.buckets.flatMap((time, index) => {
    const text = signalText(chart, index, say);
    return text === '–' ? [] : [`${bucketText(time)}: ${text}.`];
  });
  return [
    `${say.text(`spc.${chart.kind}` as WordKey)}.`,
    ...(notes.length === 0 && chart.kind !== 'run' ? [say.text('spc.quiet')] : notes.slice(0, 3)),
  ].join(' ');
}
