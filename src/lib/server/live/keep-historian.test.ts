import { expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '#lib/model/errors.ts';
import type { Historian } from '#lib/server/historian/historian.ts';
import { keepHistorian } from './keep-historian.ts';

/** Historians of which each can be made to crash, and how many were asked for. */
function historians(failFirst = 0) {
	const made: { crash: (error: AppError) => void; closed: boolean }[] = [];
	let asked = 0;
	const start = () => {
		if (++asked <= failFirst) return Promise.reject(new AppError('INTERNAL', { message: 'locked' }));
		let crash: (error: AppError) => void = () => undefined;
		const crashed = new Promise<AppError>((resolve) => (crash = resolve));
		const entry = { crash, closed: false };
		made.push(entry);
		const offset = made.length;
		// What the keeper uses of a historian.
		return Promise.resolve({
			crashed,
			health: () => ({ offset, sealedOffset: 0, lagRecords: 0, bytes: 0 }),
			close: () => Promise.resolve(void (entry.closed = true))
		} as Partial<Historian> as Historian);
	};
	return { made, start, asked: () => asked };
}

async function keep(start: ReturnType<typeof historians>['start'], firstPause = 1) {
	const errors: string[] = [];
	const kept = await keepHistorian({
		logDir: '',
		dir: '',
		start,
		firstPause,
		onError: ({ message }) => errors.push(message)
	});
	onTestFinished(() => kept.close());
	return { kept, errors };
}

test('a historian that crashes is started anew; in between, health says why there is none', async () => {
	const { made, start } = historians();
	const { kept, errors } = await keep(start, 300);
	expect(kept.health().offset).toBe(1);
	made[0]!.crash(new AppError('WORKER_CRASHED', { message: 'it stopped' }));
	await vi.waitFor(() => expect(kept.current).toBeUndefined());
	expect(kept.health()).toEqual({
		offset: 1,
		sealedOffset: 0,
		lagRecords: 0,
		bytes: 0,
		failure: 'it stopped'
	});
	await vi.waitFor(() => expect(kept.health()).toMatchObject({ offset: 2 }));
	expect([kept.health().failure, errors]).toEqual([undefined, ['it stopped']]);
});

test('one that cannot be opened is tried again and again', async () => {
	const { start, asked } = historians(3);
	const { kept, errors } = await keep(start);
	expect([kept.current, kept.health().failure]).toEqual([undefined, 'locked']);
	await vi.waitFor(() => expect(kept.current).toBeDefined());
	expect([asked(), errors]).toEqual([4, ['locked', 'locked', 'locked']]);
});

test('closed, it closes the historian and starts no other', async () => {
	const { made, start, asked } = historians();
	const { kept } = await keep(start);
	await kept.close();
	made[0]!.crash(new AppError('WORKER_CRASHED', {}));
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect([made[0]!.closed, asked()]).toEqual([true, 1]);
});
