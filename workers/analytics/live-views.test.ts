import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { fineCount } from '#lib/queries/cubes/bins.ts';
import { sliceCube } from '#lib/queries/cubes/cube.ts';
import { resolveFilter, type ViewFilter } from '#lib/queries/cubes/filter.ts';
import { binSql, filterSql } from '#lib/queries/cubes/filter-sql.ts';
import { LiveRows } from '#lib/queries/cubes/live/live-rows.ts';
import { LiveViews, type LiveAnswer } from '#lib/queries/cubes/live/live-views.ts';
import type { ViewDefinition, ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import { TimeZone } from '#lib/queries/time-zone.ts';
import { Database } from './database.ts';
import { LiveTable } from './live-table.ts';
import { toLocalMacro } from '#lib/queries/local-time.ts';
import { openNodeBindings } from './open-node-bindings.ts';

const ZONE = 'Asia/Shanghai';
const BEGIN = Date.UTC(2026, 4, 1, 15, 59);
const VIEWS: readonly ViewDefinition[] = [
	{ id: 'time', kind: 'time', column: 't', bins: 8 },
	{ id: 'value', kind: 'number', column: 'value', bins: 6 },
	{ id: 'word', kind: 'category', column: 'word', top: 3 },
	{ id: 'hour', kind: 'hourOfDay' },
	{
		id: 'heat',
		kind: 'heat',
		x: { kind: 'number', column: 'value', bins: 4 },
		y: { kind: 'category', column: 'word', top: 2 }
	},
	{ id: 'map', kind: 'map' }
];
const COLUMNS = [
	{ name: 't', kind: 'number' },
	{ name: 'value', kind: 'metric' },
	{ name: 'word', kind: 'category' },
	{ name: 'lng', kind: 'number' },
	{ name: 'lat', kind: 'number' }
] as const;

/** A row as the property draws it; undefined: no value. */
interface Row {
	/** Milliseconds before now that it was observed. */
	readonly ago: number | undefined;
	readonly value: number | undefined;
	readonly word: number | undefined;
	readonly place: readonly [number, number] | undefined;
}
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 6 });
const row: fc.Arbitrary<Row> = fc.record({
	ago: maybe(fc.oneof({ weight: 9, arbitrary: fc.nat(4000) }, { weight: 1, arbitrary: fc.nat(9e6) })),
	value: maybe(
		fc.oneof(
			{ weight: 8, arbitrary: fc.integer({ min: 0, max: 40 }).map((tenths) => tenths / 10) },
			{ weight: 3, arbitrary: fc.integer({ min: -3, max: 9 }) },
			{ weight: 1, arbitrary: fc.float({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }) }
		)
	),
	word: maybe(fc.nat(6)),
	place: maybe(fc.tuple(fc.nat(20), fc.nat(20)))
});
const share = fc.double({ min: 0, max: 1, noNaN: true });
type Step =
	| { readonly kind: 'rows'; readonly rows: readonly Row[] }
	| { readonly kind: 'wait'; readonly ms: number }
	| { readonly kind: 'filter' | 'brush'; readonly view: number; readonly shares: readonly number[] }
	| { readonly kind: 'clear'; readonly view: number };
const view = fc.nat(VIEWS.length - 1);
const shares = fc.array(share, { minLength: 4, maxLength: 4 });
const rowsStep = fc.record({ kind: fc.constant('rows' as const), rows: fc.array(row, { maxLength: 25 }) });
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 5, arbitrary: rowsStep },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(5000) }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('filter' as const), view, shares }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('brush' as const), view: fc.nat(4), shares }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const), view }) }
);

let database: Database;
beforeAll(async () => {
	database = new Database(await openNodeBindings());
	database.run('CREATE SCHEMA pack');
	database.run(toLocalMacro(ZONE));
}, 60_000);

/** Live rows with charts over them and the same rows in DuckDB. */
class Bench {
	readonly rows = new LiveRows(COLUMNS, { rows: 48, age: 6000, chunkRows: 12, chunkAge: 1500 });
	readonly views = new LiveViews(this.rows, VIEWS, new TimeZone(ZONE));
	readonly table = new LiveTable(database, 'live_test', this.rows);
	/** The brush under way: its view and where it is. */
	brush: { readonly view: number; readonly shares: readonly number[] } | undefined;
	now = BEGIN;
	readonly #words: string[] = [];

	take(rows: readonly Row[]): void {
		const fresh: string[] = [];
		const code = (word: number) => {
			const text = `word '${word}'`;
			if (!this.#words.includes(text)) {
				this.#words.push(text);
				fresh.push(text);
			}
			return this.#words.indexOf(text);
		};
		const columns = {
			t: Float64Array.from(rows, ({ ago }) => (ago === undefined ? NaN : this.now - ago)),
			value: Float32Array.from(rows, ({ value }) => value ?? NaN),
			word: Int32Array.from(rows, ({ word }) => (word === undefined ? -1 : code(word))),
			lng: Float64Array.from(rows, ({ place }) => place?.[0] ?? NaN),
			lat: Float64Array.from(rows, ({ place }) => place?.[1] ?? NaN)
		};
		const batch = { arrived: this.now, count: rows.length, columns, labels: { word: fresh } };
		for (const piece of this.rows.append(batch)) this.views.enter(piece);
		this.expire();
	}

	expire(): void {
		const gone = this.rows.expire(this.now);
		for (const chunk of gone) this.views.leave(chunk);
		if (gone.length > 0) this.views.refresh();
	}

	do(step: Step): void {
		if (step.kind === 'rows') this.take(step.rows);
		else if (step.kind === 'wait') {
			this.now += step.ms;
			this.expire();
		} else if (step.kind === 'brush') {
			this.brush = step;
			this.views.brush(VIEWS[step.view]!.id);
		} else {
			const layout = this.views.answer().layouts[step.view]!;
			const filter = step.kind === 'filter' ? filterAt(layout, step.shares) : undefined;
			this.views.setFilter(layout.definition.id, filter, layout);
		}
	}
}

/** A filter of some kind that a view has, by four numbers from 0 to 1. */
function filterAt(layout: ViewLayout, [a = 0, b = 0, c = 0, d = 0]: readonly number[]): ViewFilter {
	const { edges, count, x, y, definition } = layout;
	const at = (part: number, most: number) => Math.round(part * most);
	const wanted = (): ViewFilter => {
		if (definition.kind === 'map')
			return d < 0.5
				? { kind: 'box', box: [20 * Math.min(a, b), 3, 20 * Math.max(a, b), 17] }
				: { kind: 'ring', ring: [[0, 0], [20, at(a, 20)], [at(b, 20), 20], [at(c, 20), 10]] }; // prettier-ignore
		if (x && y && d < 0.5)
			return { kind: 'rect', x: [at(a, x.count), at(b, x.count)], y: [at(c, y.count), y.count] };
		if (edges && d < 0.6)
			return {
				kind: 'range',
				from: edges[at(a, edges.length - 1)]!,
				to: edges[at(b, edges.length - 1)]!
			};
		return { kind: 'bins', bins: [at(a, count), at(b, count), c < 0.4 ? count : at(c, count)] };
	};
	return resolveFilter(layout, wanted()).applied;
}

/** What DuckDB says of the same rows: the bar that each is in, by view, and which filters it passes. */
function judge(answer: LiveAnswer, filters: Readonly<Record<string, ViewFilter>>) {
	const { layouts } = answer;
	const bars = layouts.map((layout) => {
		const bins = Array.from(
			{ length: layout.count + 1 },
			(_, bin) => `WHEN ${binSql(layout, bin)} THEN ${bin}`
		);
		return `CASE ${bins.join(' ')} ELSE -1 END`;
	});
	const passes = layouts.map((layout) => {
		const filter = filters[layout.definition.id];
		return filter ? `coalesce(${filterSql(layout, filter)}, false)::INT` : '1';
	});
	const table = database.run(`SELECT ${[...bars, ...passes].join(', ')} FROM live_test`);
	const columns = table.schema.fields.map((_, index) => [...table.getChildAt(index)!].map(Number));
	const views = layouts.map((_, index) => index);
	const counts = (row: number, except?: number) =>
		views.every((view) => view === except || columns[layouts.length + view]![row] === 1);
	const rows = Array.from({ length: table.numRows }, (_, row) => row);
	return {
		selected: rows.filter((row) => counts(row)).length,
		counts: Object.fromEntries(
			layouts.map(({ definition, count }, view) => {
				const out = new Array<number>(count + 1).fill(0);
				for (const row of rows) if (counts(row, view)) out[columns[view]![row]!]!++;
				return [definition.id, out];
			})
		)
	};
}

/** Words of the rows that pass every filter, as DuckDB has them. */
function wordsPassing({ layouts, filters }: LiveAnswer): string[] {
	const conditions = layouts.flatMap((layout) => {
		const filter = filters[layout.definition.id];
		return filter ? [filterSql(layout, filter)] : [];
	});
	const where = ['word IS NOT NULL', ...conditions].join(' AND ');
	const table = database.run(`SELECT DISTINCT word FROM live_test WHERE ${where}`);
	return [...(table.getChild('word') ?? [])].map(String).sort();
}

const plain = (counts: Readonly<Record<string, Uint32Array>>) =>
	Object.fromEntries(Object.entries(counts).map(([id, values]) => [id, [...values]]));

test('whatever rows come and go and however one brushes, counts are those of SQL over the same rows', () => {
	fc.assert(
		fc.property(rowsStep, fc.array(step, { minLength: 4, maxLength: 14 }), (first, steps) => {
			const bench = new Bench();
			for (const one of [first, ...steps]) {
				bench.do(one);
				const answer = bench.views.answer();
				bench.table.bringUp();
				expect([answer.rows, answer.rows]).toEqual([
					bench.rows.rows,
					Number(database.run('SELECT count(*) AS n FROM live_test').getChild('n')?.get(0))
				]);
				const { totals, filters, cube } = answer;
				expect({ selected: totals.selected, counts: plain(totals.counts) }).toEqual(judge(answer, filters));
				expect(bench.views.mask().reduce((sum, passes) => sum + passes, 0)).toBe(totals.selected);
				expect(bench.views.textsPassing('word').sort()).toEqual(wordsPassing(answer));
				if (!bench.brush || !cube) continue;
				const layout = answer.layouts[bench.brush.view]!;
				const { id } = layout.definition;
				expect(cube.steps).toBe(fineCount(layout));
				const { allowed, applied } = resolveFilter(layout, filterAt(layout, bench.brush.shares));
				if (!('stretches' in allowed)) throw new Error('a chart is brushed by its bins');
				const brushed = sliceCube(cube, allowed.stretches);
				const judged = judge(answer, { ...filters, [id]: applied });
				expect(brushed.selected).toBe(judged.selected);
				cube.views.forEach((other, index) =>
					expect([...brushed.counts[index]!], `${other.id} while ${id} is brushed`).toEqual(
						judged.counts[other.id]
					)
				);
				const mask = bench.views.mask({ id, filter: applied, layout });
				expect(mask.reduce((sum, passes) => sum + passes, 0)).toBe(judged.selected);
			}
			bench.table.drop();
		}),
		{ numRuns: Number(process.env['CITYLOOP_PROPERTY_RUNS'] ?? 12) }
	);
});

test('more filters than half a word of bits hold, of rows that are there and of those that come', () => {
	const rows = new LiveRows(COLUMNS, { rows: 48, age: 6000, chunkRows: 12, chunkAge: 1500 });
	const ids = Array.from({ length: 20 }, (_, index) => `value${index}`);
	const views = new LiveViews(
		rows,
		ids.map((id) => ({ id, kind: 'number', column: 'value', bins: 6 })),
		new TimeZone(ZONE)
	);
	const take = (values: readonly number[]) => {
		const count = values.length;
		const nothing = new Float64Array(count).fill(NaN);
		const columns = {
			t: new Float64Array(count).fill(BEGIN),
			value: Float32Array.from(values),
			word: new Int32Array(count).fill(-1),
			lng: nothing,
			lat: nothing
		};
		for (const piece of rows.append({ arrived: BEGIN, count, columns, labels: {} })) views.enter(piece);
	};
	take([0, 5, 10, 15, 20]);
	// Each lets a little less through than the one before: the last one alone holds a row back.
	ids.forEach((id, index) => {
		const { layouts } = views.answer();
		views.setFilter(id, { kind: 'range', from: 0, to: 39 - index }, layouts[index]!);
	});
	expect([...views.mask()]).toEqual([1, 1, 1, 1, 0]);
	take([19, 21]);
	expect([...views.mask()]).toEqual([1, 1, 1, 1, 0, 1, 0]);
	const last = ids.at(-1)!;
	const counted = (id: string) => views.answer().totals.counts[id]!.reduce((sum, count) => sum + count, 0);
	// All other filters hold it: of its own rows one more passes than all of them together let through.
	expect([views.answer().totals.selected, counted(last)]).toEqual([5, 6]);
	views.setFilter(last, undefined, views.answer().layouts[19]!);
	expect([...views.mask()]).toEqual([1, 1, 1, 1, 1, 1, 0]);
});
