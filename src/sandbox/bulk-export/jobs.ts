import { randomUUID } from 'node:crypto';
import type { ExportFile } from './snapshot.ts';

export type Job = {
  readonly id: string;
  /** The address that ordered it. */
  readonly request: string;
  readonly transactionTime: string;
  /** Milliseconds since 1970 when it is ready to be fetched. */
  readonly readyAt: number;
  readonly files: readonly ExportFile[];
};

export type Jobs = {
  readonly add: (job: Omit<Job, 'id'>) => Job;
  readonly find: (id: string) => Job | undefined;
  readonly remove: (id: string) => boolean;
};

/** More than this at once, and the oldest is dropped. */
const mostJobs = 20;

/** The exports that were ordered, in memory. */
export function jobs(): Jobs {
  const kept = new Map<string, Job>();
  return {
    add: (job) => {
      const added = { ...job, id: randomUUID() };
      kept.set(added.id, added);
      const [oldest] = kept.keys();
      if (kept.size > mostJobs && oldest !== undefined) kept.delete(oldest);
      return added;
    },
    find: (id) => kept.get(id),
    remove: (id) => kept.delete(id),
  };
}
