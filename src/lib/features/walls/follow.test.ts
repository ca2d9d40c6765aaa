import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Camera } from '#lib/model/city.ts';
import { Follow, FOLLOW_EVERY } from './follow.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const at = (lng: number): Camera => ({ lng, lat: 0, zoom: 12, pitch: 0, bearing: 0 });

test('of many moves few are flown, one after the other, and the last one is', async () => {
	const flown: number[] = [];
	const follow = new Follow(({ lng }) => {
		flown.push(lng);
		return Promise.resolve();
	});
	for (let lng = 0; lng < 10; lng++) follow.to(at(lng));
	expect(flown).toEqual([0]);
	await vi.advanceTimersByTimeAsync(FOLLOW_EVERY);
	expect(flown).toEqual([0, 9]);
	await vi.advanceTimersByTimeAsync(10 * FOLLOW_EVERY);
	expect(flown).toEqual([0, 9]);
	follow.to(at(11));
	expect(flown).toEqual([0, 9, 11]);
});

test('a slow server is not asked again before it answered', async () => {
	let answer = (): void => undefined;
	const send = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
	const follow = new Follow(send);
	follow.to(at(1));
	follow.to(at(2));
	await vi.advanceTimersByTimeAsync(10 * FOLLOW_EVERY);
	expect(send).toHaveBeenCalledTimes(1);
	answer();
	await vi.advanceTimersByTimeAsync(FOLLOW_EVERY);
	expect(send).toHaveBeenCalledTimes(2);
});

test('a refused flight is not tried again by itself', async () => {
	const send = vi.fn(() => Promise.reject(new Error('held by another')));
	const follow = new Follow(send);
	follow.to(at(1));
	follow.to(at(2));
	await vi.advanceTimersByTimeAsync(10 * FOLLOW_EVERY);
	expect(send).toHaveBeenCalledTimes(1);
});
