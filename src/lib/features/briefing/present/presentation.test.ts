import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PresentingNow, SlideToShow } from '#lib/model/briefing/presenting.ts';
import { Presentation } from './presentation.ts';

let led: PresentingNow['presenting'];
let said: SlideToShow[];
const effects = {
	ask: () => Promise.resolve({ presenting: led }),
	say: (shown: SlideToShow) => {
		said.push(shown);
		return Promise.resolve({ presenting: null });
	}
};

beforeEach(() => {
	vi.useFakeTimers();
	led = null;
	said = [];
});
afterEach(() => vi.useRealTimers());

test('a screen that follows goes where the leader goes, breaks off by turning a page, and returns', async () => {
	const screen = new Presentation(6, 0, effects);
	led = { by: 'Li', slide: 2, since: 0 };
	await screen.follow();
	expect([screen.part, screen.slide]).toEqual(['follows', 2]);
	led = { by: 'Li', slide: 3, since: 0 };
	await vi.advanceTimersByTimeAsync(1000);
	expect(screen.slide).toBe(3);
	screen.turn(1);
	led = { by: 'Li', slide: 4, since: 0 };
	await vi.advanceTimersByTimeAsync(1000);
	expect([screen.part, screen.slide, screen.led?.slide]).toEqual(['alone', 1, 4]);
	await screen.follow();
	expect(screen.slide).toBe(4);
	screen.stop();
});

test('a screen that leads says every turn at once, that it is still there, and that it ended', async () => {
	const screen = new Presentation(6, 1, effects);
	await screen.lead('Li');
	screen.turn(2);
	await vi.advanceTimersByTimeAsync(5000);
	screen.stop();
	expect(said.map(({ by, slide }) => [by, slide])).toEqual([
		['Li', 1],
		['Li', 2],
		['Li', 2],
		['Li', undefined]
	]);
	expect(new Set(said.map(({ leader }) => leader)).size).toBe(1);
});

test('there is nothing before the first slide and after the last', () => {
	expect(new Presentation(3, 9, effects).slide).toBe(2);
	const screen = new Presentation(3, NaN, effects);
	screen.turn(-1);
	expect(screen.slide).toBe(0);
});
