import { el, type Markup, svg } from '../markup/index.ts';
import type { Chapter, Section } from './chapter.ts';
import { type Flow, flowOf } from './flow.ts';
import type { Say } from './say.ts';

const width = 720;
const lineHeight = 19;
const padding = 12;
const gap = 34;
const edge = 2;
/** Widest letter that is common in running text at 14 px; a line is broken before it is full. */
const letter = 7.4;

type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lines: readonly string[];
};

/** Breaks a text between words so that each line fits. */
function linesOf(text: string, boxWidth: number): readonly string[] {
  const most = Math.floor((boxWidth - 2 * padding) / letter);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (line !== '' && joined.length > most) {
      lines.push(line);
      line = word;
    } else line = joined;
  }
  return [...lines, line];
}

const boxOf = (x: number, y: number, boxWidth: number, texts: readonly string[]): Box => ({
  x,
  y,
  width: boxWidth,
  lines: texts.flatMap((text) => linesOf(text, boxWidth)),
});
const heightOf = ({ lines }: Box): number => lines.length * lineHeight + 2 * padding;
const foot = (box: Box): number => box.y + heightOf(box);

function drawn(box: Box, bold: number, kind = 'box'): Markup {
  const { x, y, lines } = box;
  return el(
    'g',
    {},
    el('rect', { x, y, width: box.width, height: heightOf(box), rx: 8, class: kind }),
    lines.map((line, index) =>
      el(
        'text',
        {
          x: x + padding,
          y: y + padding + 14 + index * lineHeight,
          class: index < bold ? 'strong' : undefined,
        },
        line,
      ),
    ),
  );
}

function arrow(x1: number, y1: number, x2: number, y2: number): Markup {
  const [dx, dy] = [Math.sign(x2 - x1), Math.sign(y2 - y1)];
  const tip = `M${x2} ${y2} l${-7 * dx - 4 * dy} ${-7 * dy - 4 * dx} l${8 * dy} ${8 * dx} z`;
  return el(
    'g',
    {},
    el('line', { x1, y1, x2, y2, class: 'arrow' }),
    el('path', { d: tip, class: 'tip' }),
  );
}

const numbered = (steps: readonly string[]): readonly string[] =>
  steps.map((step, index) => `${index + 1}. ${step}`);

function columns({ results }: Flow, y: number): readonly Box[] {
  const widths = [280, 212, 212];
  return results.map(({ title, steps }, index) => {
    const x = widths.slice(0, index).reduce((sum, each) => sum + each + 8, 0);
    return boxOf(x, y, widths[index] ?? 0, [title, ...numbered(steps)]);
  });
}

function description(flow: Flow, say: Say): string {
  const results = flow.results.map(({ title, steps }) =>
    say.text('flow.descResult', { result: title, steps: steps.join(', ') }),
  );
  return say.text('flow.desc', {
    notAsked: flow.notAsked.join(', '),
    results: results.join('. '),
    doors: flow.doors.join(', '),
  });
}

function drawing(flow: Flow, say: Say): { readonly height: number; readonly parts: Markup[] } {
  const gate = boxOf(0, 0, 430, flow.gate);
  const no = boxOf(500, 0, 220, [say.text('result.not-asked'), ...numbered(flow.notAsked)]);
  const ask = boxOf(0, Math.max(foot(gate), foot(no)) + gap, 720, flow.ask);
  const results = columns(flow, foot(ask) + gap);
  const below = Math.max(...results.map(foot));
  const always = boxOf(0, below + gap, width, [say.text('flow.always'), flow.doors.join(' · ')]);
  const middle = (gate.y + Math.min(foot(gate), foot(no))) / 2;
  return {
    height: foot(always),
    parts: [
      drawn(gate, 1),
      arrow(430, middle, 498, middle),
      el('text', { x: 450, y: middle - 6 }, say.text('flow.no')),
      drawn(no, 1, 'box quiet'),
      arrow(215, foot(gate), 215, ask.y - 2),
      drawn(ask, 1),
      ...results.flatMap((box, index) => [
        arrow(box.x + box.width / 2, foot(ask), box.x + box.width / 2, box.y - 2),
        drawn(
          box,
          linesOf(flow.results[index]?.title ?? '', box.width).length,
          index === 0 ? 'box main' : 'box',
        ),
      ]),
      drawn(always, 1, 'box open'),
    ],
  };
}

/** The flow as one picture that is also read aloud. */
export function flowSection(chapter: Chapter): Section {
  const { say, audience } = chapter;
  const flow = flowOf(chapter);
  const { height, parts } = drawing(flow, say);
  const title = say.text('flow');
  const words = { title, desc: description(flow, say) };
  // Room for the outermost lines, which are drawn half outside their boxes.
  const size = { width: width + 2 * edge, height: height + 2 * edge };
  const inside = el('g', { transform: `translate(${edge} ${edge})` }, parts);
  const picture = svg(`flow-${audience.id}`, size, words, inside);
  const body = el('figure', {}, picture);
  return { id: 'flow', title, body, alike: JSON.stringify(flow) };
}
