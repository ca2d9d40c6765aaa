import { Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import type { CityManifest } from '#lib/model/city.ts';
import type { TransitPart } from '#lib/model/scenario/city-parts.ts';
import { clock, smallTimetable } from '#lib/server/sources/small-timetable.ts';
import { Plane } from '../city/plane.ts';
import { readTransit } from '../city/parts/transit.ts';
import { blockTown, townAt } from '../testing/block-town.ts';
import { editTransit } from './transit.ts';

type Tables = Record<string, Record<string, ArrayLike<number> | (string | null)[]>>;

/** The transit part of a pack with one timetable of each name. */
function read(timetables: Record<string, Tables>): Promise<TransitPart> {
	const files = new Map(
		Object.entries(timetables).flatMap(([id, tables]) =>
			Object.entries(tables).map(([name, columns]) => [
				`transit/${id}/${name}.arrow`,
				tableToIPC(
					new Table(
						Object.fromEntries(
							Object.entries(columns).map(([column, values]) => [
								column,
								Array.isArray(values)
									? vectorFromArray(values, new Utf8())
									: vectorFromArray(values as Float64Array)
							])
						)
					),
					'stream'
				)
			])
		)
	);
	const datasets = Object.keys(timetables).map((id) => ({ kind: 'transit', id, file: `transit/${id}` }));
	// Nothing else of a manifest is read.
	return readTransit({ datasets } as unknown as CityManifest, (path) => Promise.resolve(files.get(path)));
}

/** Trips in words: route, then stop and departure of each call. */
const said = ({ routes, stops, trips, calls }: TransitPart) =>
	Array.from(trips.route, (route, trip) =>
		[
			routes.name[route],
			...Array.from(
				calls.stop.subarray(trips.starts[trip], trips.starts[trip + 1]),
				(stop, call) => `${stops.name[stop]} ${calls.departure[trips.starts[trip]! + call]}`
			)
		].join(', ')
	);

describe('public transport of a weekday', () => {
	test('is that of the Wednesday with the most trips, by first departure', async () => {
		const part = await read({ metro: smallTimetable() });
		expect(part.day).toBe('2026-06-03');
		expect(part.routes.key).toEqual(['metro/L']);
		expect(part.stops.key).toEqual(['metro/A', 'metro/B', 'metro/C']);
		expect(said(part)).toEqual([
			`Line, Alpha ${clock(10, 0)}, Beta ${clock(10, 2, 20)}, Gamma ${clock(10, 4)}`,
			`Line, Alpha ${clock(24, 30)}, Beta ${clock(24, 32, 20)}, Gamma ${clock(24, 34)}`
		]);
		expect(part.calls.arrival[1]).toBe(clock(10, 1, 40));
	});

	test('a Wednesday with an extra service beats the plain ones, and one without service is none', async () => {
		const timetable = smallTimetable();
		const services = { service: Uint32Array.of(0, 1), date: Int32Array.of(20260603, 20260617) };
		const part = await read({
			metro: { ...timetable, service_exceptions: { ...services, added: Uint8Array.of(0, 1) } }
		});
		expect(part.day).toBe('2026-06-17');
		expect(said(part)[0]).toBe(`Line, Alpha ${clock(8, 0)}, Gamma ${clock(8, 10)}`);
	});

	test('platforms are their station, timetables stand beside each other', async () => {
		const timetable = smallTimetable();
		const stops = { ...timetable.stops, parent: [null, 'A', null] };
		const part = await read({ bus: timetable, metro: { ...timetable, stops } });
		expect(part.stops.key).toEqual(['bus/A', 'bus/B', 'bus/C', 'metro/A', 'metro/C']);
		expect([...part.calls.stop.subarray(0, 6)]).toEqual([0, 1, 2, 3, 3, 4]);
	});

	test('a pack without timetables has no lines; a file that is missing is named', async () => {
		expect((await read({})).day).toBe('');
		const { stop_times: _, ...rest } = smallTimetable();
		await expect(read({ metro: rest })).rejects.toThrow(
			'The timetable metro lacks its file transit/metro/stop_times.arrow'
		);
	});
});

describe('edits of public transport', () => {
	const line = {
		kind: 'line-add',
		name: '快线',
		mode: 'bus',
		stops: [
			[0, 0],
			[0.0089831, 0]
		],
		headway: 30,
		speed: 36,
		from: 7,
		to: 8
	} as const;

	test('a new line runs both ways by headway, at its speed', async () => {
		const part = editTransit(await read({}), [
			{ kind: 'river', rise: 0 },
			{ ...line, stops: [...line.stops].map(([lng, lat]) => [lng, lat]) }
		]);
		expect(part.stops.key).toEqual(['new-1-1', 'new-1-2']);
		expect(part.routes).toEqual({ key: ['new-1'], name: ['快线'] });
		expect(said(part)).toEqual(
			[7, 7.5, 8].flatMap((hour) => [
				`快线, 快线 1 ${hour * 3600}, 快线 2 ${hour * 3600 + 100}`,
				`快线, 快线 2 ${hour * 3600}, 快线 1 ${hour * 3600 + 100}`
			])
		);
	});

	test('a removed line has no trips, a removed stop no calls; both keep their rows', async () => {
		const part = await read({ metro: smallTimetable() });
		const without = editTransit(part, [{ kind: 'line-remove', dataset: 'metro', route: 'L' }]);
		expect([without.trips.route.length, without.routes.key.length]).toEqual([0, 1]);
		const passing = editTransit(part, [{ kind: 'stop-remove', dataset: 'metro', stop: 'B' }]);
		expect(said(passing)[0]).toBe(`Line, Alpha ${clock(10, 0)}, Gamma ${clock(10, 4)}`);
		expect(passing.stops.key).toEqual(part.stops.key);
	});

	/** A stop on the line of the timetable, seen from whose trip at 10:00 it is given. */
	const added = (part: TransitPart, lng: number, lat: number, dwell = 30, slower = 40) =>
		editTransit(part, [
			{ kind: 'stop-add', dataset: 'metro', route: 'L', at: [lng, lat], name: 'New', dwell, slower }
		]);

	test('a stop between two shares their time by distance, and all that comes after it is later', async () => {
		const part = await read({ metro: smallTimetable() });
		const after = added(part, 0.00225, 0); // a quarter of the way from Alpha to Beta
		expect(after.stops.key.at(-1)).toBe('new-0');
		// 100 s from Alpha to Beta became 140 s of driving and 30 s of standing.
		expect(said(after)).toEqual(
			[clock(10, 0), clock(24, 30)].map(
				(at) => `Line, Alpha ${at}, New ${at + 35 + 30}, Beta ${at + 140 + 70}, Gamma ${at + 240 + 70}`
			)
		);
		expect([...after.calls.arrival.subarray(0, 4)]).toEqual(
			[0, 35, 170, 310].map((later) => clock(10, 0) + later)
		);
	});

	test('a stop beyond the end of a line is where its trips begin or end, at their mean speed', async () => {
		const part = await read({ metro: smallTimetable() });
		// The trip takes 240 s for its two kilometres.
		const [metres, north] = [new Plane(0).perLng * 0.009, new Plane(0).perLat * 0.009];
		const pace = 240 / (metres + north);
		expect(said(added(part, -0.009, 0))[0]).toBe(
			`Line, New ${clock(10, 0) - Math.round(40 + metres * pace)}, Alpha ${clock(10, 0)}, Beta ${clock(10, 2, 20)}, Gamma ${clock(10, 4)}`
		);
		expect(said(added(part, 0.009, 0.018))[0]).toBe(
			`Line, Alpha ${clock(10, 0)}, Beta ${clock(10, 2, 20)}, Gamma ${clock(10, 4)}, New ${clock(10, 4) + Math.round(40 + north * pace) + 30}`
		);
	});

	test('trips back halt there too, those that turn before do not; a stop of no time changes no other call', async () => {
		const town = await blockTown().part('transit');
		const [lng, lat] = townAt(900, 210);
		const short: TransitPart = {
			...town,
			trips: { route: Uint32Array.of(0, 0, 0), starts: Uint32Array.of(0, 6, 12, 15) },
			calls: {
				stop: Uint32Array.of(0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 0, 0, 1, 2),
				arrival: Int32Array.of(0, 60, 120, 180, 240, 300, 0, 60, 120, 180, 240, 300, 900, 960, 1020),
				departure: Int32Array.of(0, 60, 120, 180, 240, 300, 0, 60, 120, 180, 240, 300, 900, 960, 1020)
			}
		};
		const after = editTransit(short, [
			{ kind: 'stop-add', dataset: 'bus', route: '1', at: [lng, lat], dwell: 0, slower: 0 }
		]);
		expect(said(after)).toEqual([
			'1, Stop 0 0, Stop 1 60, Stop 2 120, Stop 3 180, Stop 4 240,  270, Stop 5 300',
			'1, Stop 5 0,  30, Stop 4 60, Stop 3 120, Stop 2 180, Stop 1 240, Stop 0 300',
			'1, Stop 0 900, Stop 1 960, Stop 2 1020'
		]);
	});

	test('a line of which no trip runs takes no stop', async () => {
		const part = await read({ metro: smallTimetable() });
		const edit = { dataset: 'metro', route: 'L' };
		expect(() =>
			editTransit(part, [
				{ kind: 'line-remove', ...edit },
				{ kind: 'stop-add', ...edit, at: [0, 0], dwell: 30, slower: 30 }
			])
		).toThrow(
			'The edit 2 adds a stop to the line “Line”, no trip of which runs on 2026-06-03: choose another line.'
		);
	});

	test('what is not there is refused by name; edits of other things leave it as it is', async () => {
		const part = await read({ metro: smallTimetable() });
		expect(() => editTransit(part, [{ kind: 'stop-remove', dataset: 'metro', stop: 'Z' }])).toThrow(
			'The edit 1 names the stop “metro/Z”, which is not in the timetables'
		);
		expect(editTransit(part, [{ kind: 'river', rise: 1 }])).toBe(part);
	});
});
