import { expect, test, vi } from 'vitest';
import { KnownHistory, MINUTE, WAIT, orderly, standing } from '../../tests/fixtures/known-history.ts';

test(
	'readings say an instant’s values by name, and nothing while that instant is not there',
	{ timeout: 60_000 },
	async (context) => {
		const past = new KnownHistory(context);
		await past.record(20, 10_000, orderly);
		const client = await past.connect();
		await vi.waitFor(
			async () => expect((await client.readings('air', 0))?.urns.length).toBeGreaterThan(0),
			WAIT
		);
		const live = (await client.readings('air', 0))!;

		const at = past.at(5);
		client.setClock(standing(at));
		const before = await client.readings('air', 0);
		// What shows until the past is there is never said to be the past.
		expect(before === undefined || before.at === at).toBe(true);
		await vi.waitFor(async () => expect((await client.readings('air', 0))?.at).toBe(at), WAIT);
		const then = (await client.readings('air', 0))!;
		expect(new Set(then.urns).size).toBe(then.urns.length);
		expect(then.urns.every((urn) => live.urns.includes(urn))).toBe(true);
		// `orderly` says the number of its record: at the fifth no value is of a later one.
		expect(Math.max(...then.value)).toBe(5.625);
		expect(Math.max(...live.value)).toBe(19.625);
		expect(then.observedAt.every((observed) => observed <= at)).toBe(true);
		expect(then.lngLat.length).toBe(2 * then.urns.length);

		client.setClock(standing(past.at(0) - MINUTE));
		await vi.waitFor(
			async () =>
				expect(await client.readings('air', 0)).toMatchObject({
					urns: [],
					unnamed: 0,
					at: past.at(0) - MINUTE
				}),
			WAIT
		);
		expect(await client.readings('water', 0)).toBeUndefined();
	}
);
