import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BrowserWorld,
  openBrowserWorld,
  runBrowserCells,
  someBrowserCells,
} from '../matrix/browser/index.ts';

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterAll(() => world.close());

test.each(someBrowserCells)(
  '$step.name, $fault: nothing lost, nothing twice, never silent',
  async (cell) => {
    const [result] = await runBrowserCells(
      world,
      [cell],
      undefined,
      someBrowserCells.indexOf(cell),
    );
    expect(result?.wrong).toEqual([]);
  },
);
