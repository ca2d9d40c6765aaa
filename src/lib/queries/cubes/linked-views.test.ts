import { expect, test } from 'vitest';
import { fineCount, type Bins } from './bins.ts';
import { sliceCube, type Stretch } from './cube.ts';
import { MOST_FILTERS } from './filter-bits.ts';
import { LinkedViews, positionBins, type Allowed, type ViewData } from './linked-views.ts';

const bins = (fine: number[], count: number, shift = 0): Bins => ({
	fine: Uint16Array.from(fine),
	count,
	shift
});

test('a filter changes every view but its own', () => {
	const views = new LinkedViews(4, [
		{ id: 'a', bins: bins([0, 0, 1, 2], 2) },
		{ id: 'b', bins: bins([0, 1, 1, 0], 2) }
	]);
	views.setFilter('a', { stretches: [[0, 1]] });
	const { selected, counts } = views.totals();
	expect(selected).toBe(2);
	expect([...(counts['a'] ?? [])]).toEqual([2, 1, 1]);
	expect([...(counts['b'] ?? [])]).toEqual([1, 1, 0]);
	expect([...views.mask()]).toEqual([1, 1, 0, 0]);
	views.setFilter('a', undefined);
	expect(views.totals().selected).toBe(4);
});

test('rows without a position fail every box, and have their own bin', () => {
	const positions = { lng: Float64Array.of(1, 2, NaN), lat: Float64Array.of(1, 2, NaN) };
	const views = new LinkedViews(3, [{ id: 'map', bins: positionBins(positions), positions }]);
	views.setFilter('map', { box: [0, 0, 1, 1] });
	expect([...views.mask()]).toEqual([1, 0, 0]);
	expect([...(views.totals().counts['map'] ?? [])]).toEqual([2, 1]);
});

test('any brush under any filters gives the counts that counting row by row gives', () => {
	let seed = 11;
	const random = (below: number) => (seed = (seed * 16807) % 2147483647) % below;
	for (let round = 0; round < 60; round++) {
		const rows = 50 + random(400);
		// Now and then more views than a row's word has bits, and more filters than its first half.
		const most = round % 12 === 0 ? 40 : 2 + random(4);
		const views: ViewData[] = Array.from({ length: most }, (_, index) => {
			const [count, shift] = [1 + random(9), random(4)];
			const fine = Array.from({ length: rows }, () => random((count << shift) + 1));
			return { id: `v${index}`, bins: bins(fine, count, shift) };
		});
		const positions = {
			lng: Float64Array.from({ length: rows }, () => (random(9) ? random(100) : NaN)),
			lat: Float64Array.from({ length: rows }, () => random(100))
		};
		views.push({ id: 'map', bins: positionBins(positions), positions });
		const linked = new LinkedViews(rows, views);
		const filters = new Map<string, Allowed>();
		const stretchOf = (view: ViewData): Stretch => {
			const from = random(fineCount(view.bins));
			return [from, from + 1 + random(fineCount(view.bins) - from)];
		};
		for (const view of views) {
			if (filters.size === MOST_FILTERS || random(5) < 2) continue;
			const allowed: Allowed =
				'positions' in view ? { box: [10, 10, 80, 90] } : { stretches: [stretchOf(view)] };
			filters.set(view.id, allowed);
			linked.setFilter(view.id, allowed);
		}
		const passes = (row: number, view: ViewData, allowed: Allowed | undefined) => {
			if (!allowed) return true;
			if ('stretches' in allowed) {
				const bin = view.bins.fine[row] ?? -1;
				return allowed.stretches.some(([from, to]) => bin >= from && bin < to);
			}
			const [lng, lat] = [positions.lng[row] ?? NaN, positions.lat[row] ?? NaN];
			return lng >= 10 && lng <= 80 && lat >= 10 && lat <= 90;
		};
		const count = (held: ReadonlyMap<string, Allowed>, of: ViewData) => {
			const out = new Array<number>(of.bins.count + 1).fill(0);
			for (let row = 0; row < rows; row++)
				if (views.every((view) => view === of || passes(row, view, held.get(view.id)))) {
					const bin = (of.bins.fine[row] ?? 0) >> of.bins.shift;
					out[bin] = (out[bin] ?? 0) + 1;
				}
			return out;
		};
		const all = (held: ReadonlyMap<string, Allowed>) =>
			Array.from({ length: rows }, (_, row) =>
				views.every((view) => passes(row, view, held.get(view.id))) ? 1 : 0
			);
		const totals = linked.totals();
		for (const view of views) expect([...(totals.counts[view.id] ?? [])]).toEqual(count(filters, view));
		expect([...linked.mask()]).toEqual(all(filters));

		const active = views[random(views.length - 1)];
		if (!active) throw new Error('no view');
		const cube = linked.cube(active.id);
		for (let brush = 0; brush < 5; brush++) {
			const first = stretchOf(active);
			const stretches: Stretch[] =
				first[1] < fineCount(active.bins) ? [first, [first[1], fineCount(active.bins)]] : [first];
			if (random(2)) stretches.length = 1;
			const held = new Map(filters).set(active.id, { stretches });
			const answer = sliceCube(cube, stretches);
			const mask = all(held);
			expect(answer.selected).toBe(mask.filter(Boolean).length);
			expect([...linked.mask({ id: active.id, stretches })]).toEqual(mask);
			cube.views.forEach(({ id }, index) => {
				const view = views.find((candidate) => candidate.id === id);
				if (view) expect([...(answer.counts[index] ?? [])]).toEqual(count(held, view));
			});
		}
	}
});

test('one filter more than a row has bits is refused, and one that goes makes room', () => {
	const ids = Array.from({ length: MOST_FILTERS + 2 }, (_, index) => `v${index}`);
	const views = new LinkedViews(
		2,
		ids.map((id) => ({ id, bins: bins([0, 1], 2) }))
	);
	const first: Allowed = { stretches: [[0, 1]] };
	for (const id of ids.slice(0, MOST_FILTERS)) views.setFilter(id, first);
	const refused = () => views.setFilter(`v${MOST_FILTERS}`, first);
	expect(refused).toThrow('clear one of them first');
	expect([...views.mask()]).toEqual([1, 0]);
	views.setFilter('v3', undefined);
	refused();
	for (const id of ids) if (id !== `v${MOST_FILTERS}`) views.setFilter(id, undefined);
	expect([...views.mask()]).toEqual([1, 0]);
	views.setFilter(`v${MOST_FILTERS}`, undefined);
	expect([...views.mask()]).toEqual([1, 1]);
});
