import type { LogEntry } from './log.ts';

/** Upper bounds, milliseconds. */
const bounds = [1, 2, 5, 10, 25, 50, 100, 250, 400, 1000] as const;

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, n) => sum + n, 0);

export type Metrics = {
  count(entry: LogEntry): void;
  text(): string;
};

const line = (name: string, labels: string, value: number): string =>
  `tryggfraga_cds_${name}${labels && `{${labels}}`} ${value}`;

/** Counts of the log's own events, in Prometheus' text format: nothing about anybody. */
export function metrics(atWork: () => number): Metrics {
  const answered = new Map<string, number>();
  const events = new Map<string, number>();
  /** By the first bound that it is within; the text adds them up. */
  const took = bounds.map(() => 0);
  let [sum, total] = [0, 0];
  const add = (map: Map<string, number>, key: string): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  return {
    count(entry) {
      if (entry.event !== 'answered') return add(events, entry.event);
      add(answered, `endpoint="${entry.endpoint}",status="${entry.status}"`);
      const first = bounds.findIndex((bound) => entry.took <= bound);
      if (first !== -1) took[first] = (took[first] ?? 0) + 1;
      sum += entry.took;
      total += 1;
      return undefined;
    },
    text: () =>
      [
        '# TYPE tryggfraga_cds_answered_total counter',
        ...[...answered].map(([labels, value]) => line('answered_total', labels, value)),
        '# TYPE tryggfraga_cds_events_total counter',
        ...[...events].map(([event, value]) => line('events_total', `event="${event}"`, value)),
        '# TYPE tryggfraga_cds_took_milliseconds histogram',
        ...bounds.map((bound, index) =>
          line('took_milliseconds_bucket', `le="${bound}"`, sumOf(took.slice(0, index + 1))),
        ),
        line('took_milliseconds_bucket', 'le="+Inf"', total),
        line('took_milliseconds_sum', '', sum),
        line('took_milliseconds_count', '', total),
        '# TYPE tryggfraga_cds_at_work gauge',
        line('at_work', '', atWork()),
        '',
      ].join('\n'),
  };
}
