import { expect, test, vi } from 'vitest';
import type { FreezeState } from '#lib/model/briefing/contract.ts';
import { Freezing } from './freezing.ts';

function freezingOf(...states: FreezeState[]) {
	const freeze = vi.fn(() => Promise.resolve('job'));
	return {
		freeze,
		freezing: new Freezing({ freeze, freezing: () => Promise.resolve(states.shift()!) })
	};
}

test('a freezing says how far it is and answers the briefing', async () => {
	vi.useFakeTimers();
	const { freezing, freeze } = freezingOf({ state: 'running', step: 1, of: 3 }, { state: 'done', id: 'b' });
	const done = freezing.run('draft', { by: 'Li' }, 'token');
	await vi.advanceTimersByTimeAsync(0);
	expect([freezing.running, freezing.state]).toEqual([true, { state: 'running', step: 1, of: 3 }]);
	await vi.advanceTimersByTimeAsync(500);
	expect(await done).toBe('b');
	expect(freeze).toHaveBeenCalledWith('draft', { by: 'Li' }, 'token');
	vi.useRealTimers();
});

test('what failed stands with what it is of, and no briefing comes of it', async () => {
	const failures = [{ what: 'figure', id: '2', message: 'The map is blank.' }] as const;
	const { freezing } = freezingOf({ state: 'failed', failures: [...failures] });
	expect(await freezing.run('draft', { by: 'Li' }, undefined)).toBeUndefined();
	expect(freezing.failures).toEqual(failures);
});
