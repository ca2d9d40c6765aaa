import { expect, test } from 'vitest';
import { LIVE_CLOCK, eventNow, type ClockState } from '#lib/model/clock.ts';
import { caughtUp, nextSpeed, seekTo, stepBy, togglePlay, withSpeed } from './clock-moves.ts';

const NOW = 1_000_000;
const running: ClockState = { mode: 'replay', eventAt: 400_000, serverAt: NOW, speed: 60, playing: true };

test('scrubbing from live enters replay and stands there', () => {
	expect(seekTo(LIVE_CLOCK, 700_000, NOW)).toEqual({
		mode: 'replay',
		eventAt: 700_000,
		serverAt: NOW,
		speed: 1,
		playing: false
	});
});

test('a running replay that is scrubbed runs on at its speed', () => {
	expect(seekTo(running, 100_000, NOW + 50)).toEqual({ ...running, eventAt: 100_000, serverAt: NOW + 50 });
});

test('pause keeps the instant that shows, play goes on from it', () => {
	const paused = togglePlay(running, NOW + 1000);
	expect(paused).toEqual({ ...running, eventAt: 460_000, serverAt: NOW + 1000, playing: false });
	expect(eventNow(paused, NOW + 99_000)).toBe(460_000);
	const again = togglePlay(paused, NOW + 99_000);
	expect(eventNow(again, NOW + 100_000)).toBe(520_000);
});

test('pausing live stands at the present', () => {
	expect(togglePlay(LIVE_CLOCK, NOW)).toMatchObject({ mode: 'replay', eventAt: NOW, playing: false });
});

test('a step moves the instant that shows', () => {
	expect(eventNow(stepBy(LIVE_CLOCK, -60_000, NOW), NOW + 5000)).toBe(NOW - 60_000);
	expect(eventNow(stepBy(running, -60_000, NOW + 1000), NOW + 1000)).toBe(400_000);
});

test('another speed does not make the instant jump', () => {
	const slower = withSpeed(running, -1, NOW + 1000);
	expect([eventNow(slower, NOW + 1000), eventNow(slower, NOW + 3000)]).toEqual([460_000, 458_000]);
	expect(withSpeed(LIVE_CLOCK, 60, NOW)).toBe(LIVE_CLOCK);
});

test('a fast replay that reaches the present is live again; what runs elsewhere stays', () => {
	// 600 s behind at 60× and the present runs too: 600 / 59 s.
	expect(caughtUp(running, NOW + 10_000)).toBe(running);
	expect(caughtUp(running, NOW + 10_200)).toBe(LIVE_CLOCK);
	const backwards = { ...running, speed: -60 };
	expect(caughtUp(backwards, NOW + 20_000)).toBe(backwards);
	const future = { ...running, eventAt: NOW + 1, speed: 2 };
	expect(caughtUp(future, NOW + 20_000)).toBe(future);
	const standing = { ...running, eventAt: NOW, playing: false };
	expect(caughtUp(standing, NOW + 20_000)).toBe(standing);
});

test('faster and slower walk the speeds in the direction it runs and stop at the ends', () => {
	expect([nextSpeed(1, 1), nextSpeed(7, 1), nextSpeed(3600, 1)]).toEqual([2, 10, 3600]);
	expect([nextSpeed(-60, 1), nextSpeed(-2, -1), nextSpeed(1, -1)]).toEqual([-120, -1, 1]);
});
