import { z } from 'zod';
import type { Answers, Row } from './engine.ts';
import { EngineError } from './problem.ts';

const line = z.object({
  query: z.int().nonnegative(),
  row: z.record(z.string(), z.json()),
});

/**
 * What a client printed, one JSON object a row, back to one list a query. Query 0 says the version. A client
 * may print words of its own between the rows (how to reach its web page); those do not begin like a row.
 */
export function readAnswers(name: string, printed: string, queries: number): Answers {
  const rows: Row[][] = Array.from({ length: queries + 1 }, () => []);
  for (const text of printed.split('\n').filter((each) => each.startsWith('{"query"'))) {
    const { query, row } = parsed(name, text);
    const list = rows[query];
    if (list === undefined) throw new EngineError('unreadable', name, `query ${query}`);
    list.push(row);
  }
  const [about, ...answered] = rows;
  const version = about?.[0]?.['version'];
  if (typeof version !== 'string') throw new EngineError('unreadable', name, 'no version');
  return { engine: `${name} ${version.split(' ', 1)[0]}`, rows: answered };
}

function parsed(name: string, text: string): z.infer<typeof line> {
  try {
    return line.parse(JSON.parse(text));
  } catch (cause) {
    throw new EngineError('unreadable', name, 'a line that is no row', cause);
  }
}
