import { expect, test } from 'vitest';
import type { DeviceState } from '#lib/model/wall/device.ts';
import { pairingStep } from './pair.ts';

function machine(state: DeviceState, kept?: string) {
	const store: { secret: string | undefined; address: string | undefined } = {
		secret: kept,
		address: '/wall/old?col=0&row=0'
	};
	const said: (string | undefined)[] = [];
	return {
		kept: store,
		said,
		effects: {
			self: (secret: string | undefined) => {
				said.push(secret);
				return Promise.resolve(state);
			},
			ask: () => Promise.resolve({ code: '123456', secret: 'new' }),
			readSecret: () => store.secret,
			keepSecret: (secret: string | undefined) => (store.secret = secret),
			keepAddress: (address: string | undefined) => (store.address = address)
		}
	};
}

test('a machine that nobody knows asks for a code and keeps the secret of it', async () => {
	const { effects, kept } = machine({ state: 'unknown' });
	expect(await pairingStep(effects)).toEqual({ kind: 'code', code: '123456', removed: false });
	expect(kept.secret).toBe('new');
});

test('one that waits shows the same code again', async () => {
	const { effects, said } = machine({ state: 'waiting', code: '654321' }, 'mine');
	expect(await pairingStep(effects)).toEqual({ kind: 'code', code: '654321', removed: false });
	expect(said).toEqual(['mine']);
});

test('one that was adopted goes to its place of the wall, and forgets its secret: its cookie is enough', async () => {
	const { effects, kept } = machine({ state: 'paired', wall: 'hall', column: 1, row: 0 }, 'mine');
	expect(await pairingStep(effects)).toEqual({ kind: 'go', address: '/wall/hall?col=1&row=0' });
	expect(kept).toEqual({ secret: undefined, address: '/wall/hall?col=1&row=0' });
});

test('one that was removed says so beside its new code, and has no place any more', async () => {
	const { effects, kept } = machine({ state: 'revoked' }, 'old');
	expect(await pairingStep(effects)).toEqual({ kind: 'code', code: '123456', removed: true });
	expect(kept.address).toBeUndefined();
});
