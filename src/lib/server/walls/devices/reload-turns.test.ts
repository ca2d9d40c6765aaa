import { expect, test } from 'vitest';
import type { WallHealth } from '#lib/model/wall/programme.ts';
import { HEAP_FOR_RELOAD, ReloadTurns, RESIDENT_FOR_RELOAD, TURN } from './reload-turns.ts';

const health = (uptime: number, heap = 300) => ({ uptime, heap }) as WallHealth;
const [left, right] = [
	{ column: 0, row: 0 },
	{ column: 1, row: 0 }
];
const full = HEAP_FOR_RELOAD + 1;

test('a page that was asked for is due until it is another page', () => {
	const turns = new ReloadTurns();
	const isDue = (uptime: number, now: number) =>
		turns.isDue('w', left, { health: health(uptime), now, quiet: true, outdated: false });
	expect(isDue(100, 100_000)).toBe(false);
	turns.ask('w', left);
	expect([isDue(102, 102_000), isDue(104, 104_000)]).toEqual([true, true]);
	expect([isDue(1, 106_000), isDue(3, 108_000)]).toEqual([false, false]);
});

test('a page is due when its heap or all of its browser is past the budget, and not when it is just loaded', () => {
	const isDue = (uptime: number, heap: number, resident?: number) =>
		new ReloadTurns().isDue('w', left, {
			health: { ...health(uptime, heap), ...(resident !== undefined && { resident }) },
			now: 0,
			quiet: true,
			outdated: false
		});
	expect([isDue(600, HEAP_FOR_RELOAD), isDue(600, full), isDue(599, full)]).toEqual([false, true, false]);
	expect([isDue(600, 300, RESIDENT_FOR_RELOAD), isDue(600, 300, RESIDENT_FOR_RELOAD + 1)]).toEqual([
		false,
		true
	]);
});

test('one machine of a wall at a time, unless it does not come back', () => {
	const turns = new ReloadTurns();
	const isDue = (place: typeof left, now: number, wall = 'w') =>
		turns.isDue(wall, place, { health: health(9000, full), now, quiet: true, outdated: false });
	expect([isDue(left, 0), isDue(right, 1000), isDue(right, 1000, 'other')]).toEqual([true, false, true]);
	expect([isDue(right, TURN - 1), isDue(right, TURN)]).toEqual([false, true]);
});

test('after an upgrade each page has its turn, the next once the one before is back', () => {
	const turns = new ReloadTurns();
	const isDue = (place: typeof left, uptime: number, now: number, outdated: boolean) =>
		turns.isDue('w', place, { health: health(uptime), now, quiet: true, outdated });
	expect([isDue(left, 100, 0, true), isDue(right, 100, 500, true)]).toEqual([true, false]);
	expect([isDue(left, 1, 4000, false), isDue(right, 104, 4500, true)]).toEqual([false, true]);
	expect([isDue(left, 5, 8000, false), isDue(right, 1, 8500, false)]).toEqual([false, false]);
});

test('while something moves nobody is due', () => {
	const turns = new ReloadTurns();
	turns.ask('w', left);
	const isDue = (now: number, quiet: boolean) =>
		turns.isDue('w', left, { health: health(9), now, quiet, outdated: false });
	expect([isDue(0, false), isDue(1, true)]).toEqual([false, true]);
});
