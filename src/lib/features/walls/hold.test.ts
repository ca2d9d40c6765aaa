import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Hold, HOLD_MS } from './hold.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a key that is held long enough acts once, however long it stays down', () => {
	const act = vi.fn();
	const holding: boolean[] = [];
	const hold = new Hold(act, (is) => holding.push(is));
	hold.press();
	vi.advanceTimersByTime(HOLD_MS - 1);
	expect(act).not.toHaveBeenCalled();
	vi.advanceTimersByTime(1);
	hold.press();
	vi.advanceTimersByTime(10 * HOLD_MS);
	expect(act).toHaveBeenCalledTimes(1);
	expect(holding).toEqual([true, false]);
});

test('a key that is let go before does nothing, and may be held again', () => {
	const act = vi.fn();
	const hold = new Hold(act, () => undefined);
	hold.press();
	vi.advanceTimersByTime(HOLD_MS / 2);
	hold.release();
	vi.advanceTimersByTime(HOLD_MS);
	expect(act).not.toHaveBeenCalled();
	hold.press();
	vi.advanceTimersByTime(HOLD_MS);
	expect(act).toHaveBeenCalledTimes(1);
});
