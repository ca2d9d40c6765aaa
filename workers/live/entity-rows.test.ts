import { tableFromIPC } from 'apache-arrow';
import { expect, test, vi } from 'vitest';
import type { EntityQuestion, EntityRows } from '#lib/model/entity-rows.ts';
import { KnownHistory, WAIT, orderly, standing } from '../../tests/fixtures/known-history.ts';
import { withoutCompiling } from '../../tests/support/without-compiling.ts';
import type { LiveClient } from './client.ts';

const ALL = { from: 0, size: Infinity };
const byPm: EntityQuestion = {
	columns: ['id', 'entity', 'status', 'pm', 'lng', 'lat'],
	order: { column: 'pm', descending: true }
};

/** Rows as soon as there are some. */
async function rowsOf(client: LiveClient, layer: string, question: EntityQuestion, page = ALL) {
	let rows: EntityRows | undefined;
	await vi.waitFor(async () => {
		rows = await client.entities(layer, question, page);
		expect(rows?.slots.length).toBeGreaterThan(0);
	}, WAIT);
	return rows!; // there are some
}

test(
	'entities are rows in the order that is asked for, page by page, and each row is the entity of its card',
	{ timeout: 60_000 },
	async (context) => {
		const past = new KnownHistory(context);
		await past.record(20, 10_000, orderly);
		const client = await past.connect();
		// Names come after the rows.
		await vi.waitFor(
			async () => expect((await client.entities('air', byPm, ALL))?.columns[0]).not.toContain(null),
			WAIT
		);
		const all = await rowsOf(client, 'air', byPm);
		const [ids = [], , statuses, pm = []] = all.columns;
		expect([all.count, all.all]).toEqual([ids.length, ids.length]);
		expect(pm).toEqual([...pm].sort((a, b) => Number(b) - Number(a)));
		expect(new Set(statuses)).toEqual(new Set(['ok', 'broken']));

		const second = await rowsOf(client, 'air', byPm, { from: 1, size: 2 });
		expect(second.slots).toEqual(all.slots.slice(1, 3));
		expect(second.columns.map(([first]) => first)).toEqual(all.columns.map((values) => values[1]));
		expect(await client.entityPlace('air', byPm, all.slots[2]!)).toBe(2);

		const card = await client.card('air', all.slots[0]!);
		expect(all.columns.map(([first]) => first)).toEqual([
			card?.title,
			card?.urn,
			card?.status,
			card?.metrics[0]?.value,
			card?.lng,
			card?.lat
		]);
		// The page's content policy forbids what compiles functions.
		vi.stubGlobal('Function', withoutCompiling);
		const file = tableFromIPC((await client.entityFile('air', byPm))!);
		vi.unstubAllGlobals();
		expect([...file.getChild('id')!].map(String)).toEqual(ids);
	}
);

test(
	'filters of the map hold the rows; a question about nothing but their number costs no rows',
	{ timeout: 60_000 },
	async (context) => {
		const past = new KnownHistory(context);
		await past.record(20, 10_000, orderly);
		const client = await past.connect();
		await vi.waitFor(
			async () => expect((await client.entities('air', byPm, ALL))?.columns[1]).not.toContain(null),
			WAIT
		);
		const all = await rowsOf(client, 'air', byPm);
		const [, urns = []] = all.columns;
		client.hold('air', new Set([String(urns[3])]));
		const held = await client.entities('air', byPm, ALL);
		expect(held).toMatchObject({ count: 1, all: all.count, slots: [all.slots[3]] });
		expect(await client.entityPlace('air', byPm, all.slots[0]!)).toBeUndefined();
		client.hold('air', undefined);
		expect(await client.entities('air', byPm, { from: 0, size: 0 })).toMatchObject({
			count: all.count,
			slots: []
		});
	}
);

test(
	'a layer that does not show is taken while somebody asks, moves, and has rows of the instant that the clock shows',
	{ timeout: 60_000 },
	async (context) => {
		const past = new KnownHistory(context);
		await past.record(2, 10_000, orderly);
		const client = await past.connect();
		const question: EntityQuestion = { columns: ['id', 'speed', 'lng', 't', 'none'] };
		expect(await client.entities('cars', question, ALL)).toBeUndefined();
		const end = client.keep('cars');
		const live = await rowsOf(client, 'cars', question);
		expect(live.count).toBe(50);
		const [, speeds, lngs, , none] = live.columns;
		expect(speeds?.every((speed) => typeof speed === 'number' && speed < 300)).toBe(true);
		expect(new Set(none)).toEqual(new Set([null]));

		const at = live.at - 60_000;
		client.setClock(standing(at));
		await vi.waitFor(async () => expect((await client.entities('cars', question, ALL))?.at).toBe(at), WAIT);
		expect((await rowsOf(client, 'cars', question)).columns[2]).not.toEqual(lngs);
		end();
		await vi.waitFor(async () => expect(await client.entities('cars', question, ALL)).toBeUndefined(), WAIT);
	}
);
