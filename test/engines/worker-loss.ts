import { z } from 'zod';
import { until } from './run-program.ts';
import type { SparkCluster } from './spark-cluster.ts';

const executors = z.array(
  z.object({
    id: z.string(),
    activeTasks: z.number(),
    completedTasks: z.number(),
    executorLogs: z.record(z.string(), z.string()),
  }),
);
const applications = z.array(z.object({ id: z.string() }));

/** Tasks whose results are lost with the worker. */
const enough = 5;

/**
 * Kills one worker, with the executor on it, while it is at work: it has finished some tasks, whose results
 * are lost with it, and is in the middle of another.
 */
export async function killWorkerAtWork(cluster: SparkCluster, web: number): Promise<string> {
  const api = `http://127.0.0.1:${web}/api/v1/applications`;
  const ask = async (url: string): Promise<unknown> => (await fetch(url)).json();
  return until('a worker at work', 900, async () => {
    const [application] = applications.parse(await ask(api));
    if (application === undefined) return undefined;
    const all = executors.parse(await ask(`${api}/${application.id}/executors`));
    const busy = all.find((each) => each.activeTasks > 0 && each.completedTasks >= enough);
    const log = Object.values(busy?.executorLogs ?? {}).join(' ');
    const worker = cluster.workers.find((each) => log.includes(`:${each.web}/`));
    if (busy === undefined || worker === undefined) return undefined;
    worker.kill();
    return `1 of ${cluster.workers.length} workers killed after ${busy.completedTasks} tasks`;
  });
}
