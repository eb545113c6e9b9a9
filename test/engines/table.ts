/** One row of what is printed: who counted how many people, and whether every number was right. */
export type Line = {
  readonly engine: string;
  readonly people: number | undefined;
  readonly outcome: 'equal' | 'wrong' | 'skipped';
  readonly figures?: number;
  readonly seconds?: number;
  readonly note: string;
};

export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map(({ engine, people, outcome, figures, seconds, note }) =>
    [engine, people ?? '', outcome, figures ?? '', seconds?.toFixed(1) ?? '', note].join(' | '),
  );
  const of = (outcome: Line['outcome']): number =>
    lines.filter((line) => line.outcome === outcome).length;
  return [
    '| engine | people | result | figures | seconds | |',
    '|---|---:|---|---:|---:|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    `${of('equal')} passed, ${of('wrong')} failed, ${of('skipped')} skipped`,
  ].join('\n');
}
