import { expect, test } from 'vitest';
import { AppError } from '#lib/model/errors.ts';
import { connect, serve, transfer, type Endpoint } from './rpc.ts';

const api = {
	add: (a: number, b: number) => a + b,
	refuse: () => {
		throw new AppError('TABLE_UNKNOWN', { message: 'no table t', table: 't' });
	},
	forever: (signal: AbortSignal) =>
		new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
	count: async (to: number, each: (n: number) => void) => {
		for (let n = 1; n <= to; n++) each(n);
	},
	bytes: () => {
		const buffer = new ArrayBuffer(8);
		return transfer(buffer, [buffer]);
	}
};

function pair() {
	const { port1, port2 } = new MessageChannel();
	port1.start();
	port2.start();
	serve(api, port1 as Endpoint);
	return { remote: connect<typeof api>(port2 as Endpoint), close: () => port1.close() };
}

test('a call comes back with its value', async () => {
	const { remote, close } = pair();
	expect(await remote.add(2, 3)).toBe(5);
	close();
});

test('an error crosses with its code and details', async () => {
	const { remote, close } = pair();
	const error = await remote.refuse().catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(AppError);
	expect(error).toMatchObject({ code: 'TABLE_UNKNOWN', message: 'no table t', details: { table: 't' } });
	close();
});

test('an aborted call ends as ABORTED', async () => {
	const { remote, close } = pair();
	const controller = new AbortController();
	const call = remote.forever(controller.signal);
	controller.abort();
	await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
	close();
});

test('a callback is called back in order before the reply', async () => {
	const { remote, close } = pair();
	const heard: number[] = [];
	await remote.count(3, (n) => heard.push(n));
	expect(heard).toEqual([1, 2, 3]);
	close();
});

test('a transferred buffer arrives', async () => {
	const { remote, close } = pair();
	expect((await remote.bytes()).byteLength).toBe(8);
	close();
});

test('a dead worker fails the calls under way and those to come', async () => {
	const { remote, close } = pair();
	const call = remote.forever(new AbortController().signal);
	remote.fail(new AppError('WORKER_CRASHED'));
	await expect(call).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
	await expect(remote.add(1, 1)).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
	close();
});
