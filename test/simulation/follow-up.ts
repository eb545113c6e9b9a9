import { setImmediate } from 'node:timers/promises';
import type { FhirRequest, Task, Transport } from '../../src/fhir/index.ts';
import type { TaskUpdate, updateTask } from '../../src/outbox/index.ts';
import { type Kernel, kernel } from './kernel.ts';
import { type ModelServer, modelServer } from './model-server.ts';
import { ending, type Line, lineOf, passing } from './network.ts';
import { models } from './plan.ts';

type Update = typeof updateTask;
type Told = { readonly who: string; readonly end: TaskUpdate['state'] };

const referral: Task = {
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  for: { reference: 'Patient/anna' },
};

/** Every version that came to stand, who wrote it, and which one that person had read. */
function watched(server: ModelServer, chain: { readonly who: string; readonly over: string }[]) {
  const take: ModelServer['take'] = (request) => {
    const taken = server.take(request);
    const { body } = request;
    if (request.method !== 'PUT' || body?.resourceType !== 'Task') return taken;
    const finish = () => {
      const reply = taken.finish();
      const who = body.statusReason?.text ?? '';
      if (reply.status === 200) chain.push({ who, over: body.meta?.versionId ?? '' });
      return reply;
    };
    return { ...taken, finish };
  };
  return { ...server, take };
}

/** Somebody reads the referral, thinks, and writes what became of it. */
async function work(
  world: Kernel,
  transport: Transport,
  who: string,
  update: Update,
  told: Told[],
): Promise<void> {
  await world.sleep(world.between(0, 5_000));
  const [found] = await Promise.allSettled([transport({ method: 'GET', path: 'Task/t' })]);
  const read = found.status === 'fulfilled' ? found.value.resource : undefined;
  if (read?.resourceType !== 'Task') return;
  await world.sleep(world.between(0, 5_000));
  const { state } = await update(transport, {
    ...read,
    status: 'completed',
    statusReason: { text: who },
  });
  told.push({ who, end: state });
}

/** Two people with one referral, and a line that fails them. What is wrong in the end; and how often it was saved. */
export async function followUp(
  seed: number,
  update: Update,
): Promise<{ readonly wrong: readonly string[]; readonly ends: readonly string[] }> {
  const world = kernel(seed);
  const model = models[world.pick(['linearizable', 'racy', 'lagging', 'single', 'worst'] as const)];
  const chain: { readonly who: string; readonly over: string }[] = [];
  const server = watched(modelServer(model, { now: world.now, newId: () => 't' }), chain);
  server.take({ method: 'POST', path: 'Task', body: referral }).finish();
  const faultFor = (_: FhirRequest, justRenewed: boolean) => {
    const drawn = world.chance(0.3) ? world.pick(world.chance(0.9) ? passing : ending) : undefined;
    return drawn === 'F10 401' && justRenewed ? undefined : drawn;
  };
  const line: Line = { kernel: world, server, faultFor, timeoutMs: 30_000, wall: world.now };
  const told: Told[] = [];
  for (const who of ['eva', 'siv']) {
    const transport = lineOf(line, { isAlive: () => true, onLeaving: () => undefined });
    void work(world, transport, who, update, told);
  }
  while (world.step()) await setImmediate();
  const unseen = chain.filter(({ over }, index) => over !== String(index + 1));
  const lost = told.filter(
    ({ who, end }) => end === 'ok' && !chain.some((each) => each.who === who),
  );
  const invented = told.filter(
    ({ who, end }) => end === 'conflict' && !chain.some((each) => each.who !== who),
  );
  return {
    ends: told.map(({ end }) => end),
    wrong: [
      ...unseen.map(({ who }) => `${who} wrote over what she had not read`),
      ...lost.map(({ who }) => `${who} was told that it is saved, and it never stood there`),
      ...invented.map(({ who }) => `${who} was told of a conflict with nobody`),
    ],
  };
}
