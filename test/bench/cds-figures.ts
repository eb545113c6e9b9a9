/** One figure beside its bar. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: string;
  readonly met: boolean;
};

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

export const atLeastShare = (name: string, value: number, bar: number): Figure => ({
  name,
  value: oneDecimal(value * 100),
  unit: '%',
  bar: `≥ ${bar * 100} %`,
  met: value >= bar,
});

export const atMost = (name: string, value: number, unit: string, bar: number): Figure => ({
  name,
  value: oneDecimal(value),
  unit,
  bar: `≤ ${bar} ${unit}`,
  met: value <= bar,
});

/** The table that docs/cds.md quotes. */
export const tableOf = (figures: readonly Figure[]): string =>
  [
    '| figure | measured | bar | |',
    '|---|---:|---:|---|',
    ...figures.map(
      ({ name, value, unit, bar, met }) =>
        `| ${name} | ${`${value} ${unit}`.trim()} | ${bar.trim()} | ${met ? 'ok' : 'MISS'} |`,
    ),
  ].join('\n');
