import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DueInTurn } from './due-in-turn.ts';

/** The server's clock is ten seconds ahead of this machine's. */
const serverNow = () => Date.now() + 10_000;
const due = (rev: number, after: number) => ({ rev, applyAt: serverNow() + after });

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

function wall() {
	const seen: number[] = [];
	return {
		seen,
		changes: new DueInTurn<{ rev: number; applyAt: number }>(serverNow, ({ rev }) => seen.push(rev))
	};
}

test('a change shows from its instant of the server’s clock on, not before', () => {
	const { seen, changes } = wall();
	changes.take(due(2, 1000));
	vi.advanceTimersByTime(999);
	expect(seen).toEqual([]);
	vi.advanceTimersByTime(1);
	expect(seen).toEqual([2]);
});

test('changes that follow each other faster than they are due all show in turn', () => {
	const { seen, changes } = wall();
	for (const rev of [2, 3, 4]) {
		changes.take(due(rev, 1000));
		vi.advanceTimersByTime(400);
	}
	expect(seen).toEqual([2]);
	vi.advanceTimersByTime(1000);
	expect(seen).toEqual([2, 3, 4]);
});

test('what is due at once goes before something older that still waits', () => {
	const { seen, changes } = wall();
	changes.take(due(2, 1000));
	changes.take(due(3, -1));
	vi.advanceTimersByTime(2000);
	expect(seen).toEqual([3]);
});

test('nothing shows any more when it is over', () => {
	const { seen, changes } = wall();
	changes.take(due(2, 1000));
	changes.dispose();
	vi.advanceTimersByTime(2000);
	expect(seen).toEqual([]);
});
