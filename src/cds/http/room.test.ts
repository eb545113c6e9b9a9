import { expect, test } from 'vitest';
import { type Room, roomFor } from './room.ts';

/** So many calls come at once, and each is checked in that time; how many were let in. */
function rush(room: Room, calls: number, took: number): number {
  const leave: ((took: number) => void)[] = [];
  for (let n = 0; n < calls; n += 1) if (room.hasPlace()) leave.push(room.enter());
  for (const each of leave) each(took);
  return leave.length;
}

test('whoever would wait too long is not let in; when checks are quick again, there is room again', () => {
  const room = roomFor(128, 100);
  expect(rush(room, 500, 5)).toBe(64);
  expect(rush(room, 500, 400)).toBe(71);
  expect(rush(room, 500, 400)).toBe(16);
  expect(rush(room, 500, 400)).toBe(16);
  for (let n = 0; n < 40; n += 1) rush(room, 500, 5);
  expect(rush(room, 500, 5)).toBe(128);
});

test('a site that allows fewer gets fewer', () => {
  const room = roomFor(1, 100);
  expect(rush(room, 3, 400)).toBe(1);
  expect(rush(room, 3, 400)).toBe(1);
});
