import { fuzz } from './fuzz.ts';
import { targets } from './targets.ts';
import type { Order, Word } from './watched.ts';

const say = (word: Word): void => void process.send?.(word);

/** Fuzzes the targets of its order, one after the other, and tells what it found of each. */
async function work({ names, seed, inputs }: Order): Promise<void> {
  for (const [index, name] of names.entries()) {
    const target = targets.find((each) => each.name === name);
    if (target === undefined) throw new Error(`no target ${name}`);
    const figures = await fuzz(target, seed, inputs[index] ?? 0, (number) => {
      if (number % 50 === 0) say({ target: name, at: number });
    });
    say({ figures });
  }
  process.disconnect();
}

process.once('message', (order: Order) => {
  work(order).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
});
