import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('turns go to those who wait, in order; too many are turned away', async () => {
	const turns = new Turns(1, 2);
	const said: string[] = [];
	await turns.take();
	const waiting = ['a', 'b'].map((name) => turns.take().then(() => said.push(name)));
	await expect(turns.take()).rejects.toMatchObject({ code: 'OVERLOADED' });
	turns.give();
	await waiting[0];
	expect(said).toEqual(['a']);
	turns.give();
	await waiting[1];
	expect(said).toEqual(['a', 'b']);
});

test('closing waits for the turns that are out, and turns away those who wait', async () => {
	const turns = new Turns(1);
	await turns.take();
	const waits = turns.take();
	let isClosed = false;
	const closed = turns.close().then(() => (isClosed = true));
	await Promise.resolve();
	expect(isClosed).toBe(false);
	turns.give();
	await expect(waits).rejects.toMatchObject({ code: 'ABORTED' });
	await closed;
	await expect(turns.take()).rejects.toMatchObject({ code: 'ABORTED' });
});
