import { expect, test } from 'vitest';
import type { Files } from '#workers/files/client.ts';
import { FilesWorker } from './files-worker.ts';

/** A worker of which only its end is of interest. */
const fake = (onstop: () => void = () => undefined) => ({ stop: onstop }) as Files;

test('one worker serves until it dies, and another one follows it', async () => {
	const deaths: (() => void)[] = [];
	const worker = new FilesWorker((ondied) => {
		deaths.push(ondied);
		return Promise.resolve(fake());
	});
	const first = await worker.get();
	expect(await worker.get()).toBe(first);
	deaths[0]?.();
	const second = await worker.get();
	expect(second).not.toBe(first);
	deaths[0]?.();
	expect(await worker.get()).toBe(second);
});

test('a worker that did not start is started again by the next file', async () => {
	let isOffline = true;
	const worker = new FilesWorker(() =>
		isOffline ? Promise.reject(new Error('offline')) : Promise.resolve(fake())
	);
	await expect(worker.get()).rejects.toThrow('offline');
	isOffline = false;
	await expect(worker.get()).resolves.toBeDefined();
});

test('a worker that is stopped ends, and another one follows it', async () => {
	let ended = 0;
	const worker = new FilesWorker(() => Promise.resolve(fake(() => ended++)));
	const first = await worker.get();
	worker.stop();
	expect(await worker.get()).not.toBe(first);
	expect(ended).toBe(1);
});
