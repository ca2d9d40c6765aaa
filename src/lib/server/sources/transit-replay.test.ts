import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bindings from 'gtfs-realtime-bindings';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dataset, DatasetOf } from '#lib/model/city.ts';
import { QUALITY, VEHICLE_STATUS } from '#lib/model/wire/fields.ts';
import { importGtfs } from '#tiles/import/gtfs/import-gtfs.ts';
import { silentProgress, type ImportContext } from '#tiles/import/import-context.ts';
import { ImportTally } from '#tiles/import/import-tally.ts';
import { TableExtent } from '#tiles/import/table-extent.ts';
import { metresBetween } from './geodesy.ts';
import type { ReplaySource } from './replay-source.ts';
import { smallTimetable, writePack } from './small-timetable.ts';
import { readTimetable } from './timetable.ts';
import { openTransitReplay } from './transit-replay.ts';

const dataset: DatasetOf<'transit'> = {
	kind: 'transit',
	id: 'line',
	title: { zh: '线', en: 'Line' },
	file: 'transit/line',
	rows: 3,
	timezone: 'UTC',
	service: { from: '2026-06-01', to: '2026-06-30' },
	realtime: []
};
const packs: string[] = [];
const pack = () => {
	const made = writePack({ 'transit/line': smallTimetable() });
	packs.push(made);
	return made;
};
afterAll(() => packs.forEach((folder) => rmSync(folder, { recursive: true })));

function at(source: ReplaySource, iso: string) {
	const rows = source.sample(Date.parse(iso));
	return Array.from({ length: rows.count }, (_, row) => ({
		idx: rows.idx[row]!,
		lng: rows.lon[row]! / 1e7,
		lat: rows.lat[row]! / 1e7,
		speed: rows.speed[row]! / 100,
		heading: rows.heading[row]! / 100,
		status: rows.status[row]!,
		quality: rows.quality[row]!
	}));
}
const { moving, stopped } = VEHICLE_STATUS;
const estimated = QUALITY.estimated;

describe('a train by timetable', () => {
	const source = openTransitReplay(pack(), 'test', dataset);

	test('half way in time is half way along', () => {
		expect(at(source, '2026-06-01T10:00:50Z')).toEqual([
			{ idx: 0, lng: 0.0045, lat: 0, speed: 10, heading: 90, status: moving, quality: estimated }
		]);
	});
	test('stands at its stop between arrival and departure', () => {
		for (const time of ['10:01:40', '10:02:00', '10:02:20'])
			expect(at(source, `2026-06-01T${time}Z`)).toMatchObject([
				{ lng: 0.009, lat: 0, speed: 0, status: stopped }
			]);
	});
	test('turns where the shape turns', () => {
		expect(at(source, '2026-06-01T10:03:10Z')).toMatchObject([
			{ lng: 0.009, lat: 0.0045, speed: 10, heading: 0 }
		]);
	});
	test('is there from its first second to its last and not beyond', () => {
		expect(
			['09:59:59', '10:00:00', '10:04:00', '10:04:01'].map((t) => at(source, `2026-06-01T${t}Z`).length)
		).toEqual([0, 1, 1, 0]);
	});
	test('runs after midnight for yesterday’s service', () => {
		expect(at(source, '2026-06-02T00:30:50Z')).toMatchObject([{ idx: 1, lng: 0.0045 }]);
		expect(at(source, '2026-06-06T00:30:50Z')).toMatchObject([{ idx: 1 }]);
		expect(at(source, '2026-06-01T00:30:50Z')).toEqual([]);
		expect(at(source, '2026-06-07T00:30:50Z')).toEqual([]);
	});
	test('without a shape goes straight', () => {
		const [train] = at(source, '2026-06-07T08:05:00Z');
		expect(train).toMatchObject({ idx: 2, lng: 0.0045, lat: 0.0045 });
		expect(train!.heading).toBeCloseTo(45, 0);
		expect(train!.speed).toBeCloseTo(metresBetween(0, 0, 0.009, 0.009) / 600, 2);
	});
	test('keeps the exceptions of the calendar', () => {
		expect(at(source, '2026-06-15T08:05:00Z')).toMatchObject([{ idx: 2 }]);
		expect(at(source, '2026-06-16T10:00:50Z')).toEqual([]);
	});
	test('after the feed’s last day the same weekday is replayed and the true date said', () => {
		const now = Date.parse('2026-11-23T10:00:50Z');
		expect(at(source, '2026-11-23T10:00:50Z')).toMatchObject([{ idx: 0, lng: 0.0045 }]);
		expect(new Date(now + source.trueDateShift(now)!).toISOString()).toBe('2026-06-29T10:00:50.000Z');
	});
	test('its card names route, next stop and what it rests on', () => {
		expect(source.entity(0)).toEqual({
			urn: 'urn:ngsi-ld:Vehicle:test:line:X_060000_L..N01',
			title: 'L → Gamma',
			colour: '00FF7F'
		});
		expect(source.describe(0, Date.parse('2026-06-01T10:02:00Z'))).toEqual({
			facts: [
				{ key: 'route', value: 'L · Line' },
				{ key: 'headsign', value: 'Gamma' },
				{ key: 'trip', value: 'X_060000_L..N01' },
				{ key: 'nextStop', value: 'Gamma' },
				{ key: 'nextStopIn', value: '120' },
				{ key: 'basis', value: 'timetable' }
			],
			dataAt: Date.parse('2026-06-01T10:02:00Z')
		});
	});
});

describe('corrected by recorded trip updates', () => {
	const { FeedMessage } = bindings.transit_realtime;
	const folder = pack();
	const start = Date.parse('2021-11-26T00:00:00Z') / 1000; // a Friday
	const entity: bindings.transit_realtime.IFeedEntity[] = [
		{
			id: 'prefix of the id after the first underscore',
			tripUpdate: {
				trip: { tripId: '060000_L..N', startDate: '20211126' },
				stopTimeUpdate: [
					{ stopId: 'B', arrival: { time: start + 36160 }, departure: { time: start + 36180 } }
				]
			}
		},
		{ id: 'of no train here', tripUpdate: { trip: { tripId: '061000_L..N', startDate: '20211126' } } },
		{
			id: 'right id, wrong weekday',
			tripUpdate: { trip: { tripId: '147000_L..N01', startDate: '20211127' } }
		},
		{
			id: 'whole id',
			tripUpdate: {
				trip: { tripId: 'flat', startDate: '20211128' },
				stopTimeUpdate: [{ stopId: 'C', arrival: { delay: 300 } }]
			}
		}
	];
	writeFileSync(
		join(folder, 'capture.pb'),
		FeedMessage.encode({ header: { gtfsRealtimeVersion: '2.0', timestamp: start + 36000 }, entity }).finish()
	);
	const source = openTransitReplay(folder, 'test', {
		...dataset,
		realtime: [{ file: 'capture.pb', at: (start + 36000) * 1000 }]
	});

	test('every update is matched or unmatched, and corrections at work are counted', () => {
		expect(at(source, '2026-06-01T10:01:00Z')).toHaveLength(1);
		expect(source.counts()).toEqual({
			running: 1,
			realtimeTrips: 4,
			realtimeMatched: 2,
			realtimeUnmatched: 2,
			realtimeCorrected: 1
		});
		expect(at(source, '2026-06-02T00:30:50Z')).toMatchObject([{ quality: estimated }]);
		expect(source.counts()).toMatchObject({ running: 1, realtimeCorrected: 0 });
	});
	test('a minute late at B is a minute late from its start, and after it', () => {
		expect(at(source, '2026-06-01T10:00:50Z')).toEqual([]);
		expect(at(source, '2026-06-01T10:01:50Z')).toMatchObject([{ lng: 0.0045, quality: 0 }]);
		expect(at(source, '2026-06-01T10:02:40Z')).toMatchObject([{ lng: 0.009, lat: 0, status: stopped }]);
		expect(at(source, '2026-06-01T10:05:00Z')).toMatchObject([{ lng: 0.009, lat: 0.009 }]);
		expect(source.describe(0, Date.parse('2026-06-01T10:01:50Z')).facts).toContainEqual({
			key: 'delay',
			value: '60'
		});
	});
});

const data = process.env['CITYLOOP_TEST_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
describe.skipIf(!existsSync(join(data, 'nyc')))('New York’s subway (CITYLOOP_TEST_DATA)', () => {
	let folder: string;
	let subway: DatasetOf<'transit'>;
	let source: ReplaySource;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'cityloop-nyc-'));
		packs.push(folder);
		const datasets: Dataset[] = [];
		const context: ImportContext = {
			baker: { place: () => undefined } as unknown as ImportContext['baker'], // a timetable gives places only
			tally: new ImportTally(),
			progress: silentProgress,
			out: folder,
			timezone: 'America/New_York',
			datasets,
			areas: [],
			title: (id) => ({ zh: id, en: id }),
			attribution: () => undefined,
			signal: new AbortController().signal,
			extent: new TableExtent()
		};
		const captures = ['a_division', 'b_division', '2_delay'].map((name) =>
			join(data, `nyc/gtfsrt-${name}.pb`)
		);
		await importGtfs(context, 'subway', join(data, 'nyc/mta-subway-gtfs-20260923.zip'), captures);
		subway = datasets[0] as DatasetOf<'transit'>; // importGtfs pushes one
		source = openTransitReplay(folder, 'nyc', subway);
	}, 300_000);

	test('a train is at its stop at its stop time, within 30 m', () => {
		const timetable = readTimetable(join(folder, subway.file));
		const plain = openTransitReplay(folder, 'nyc', { ...subway, realtime: [] });
		const { trips, stopTimes, stops } = timetable;
		const day = Date.parse('2026-10-26T04:00:00Z'); // midnight of a Monday in New York
		const far: number[] = [];
		let checked = 0;
		const weekday = timetable.servicesOn(day / 86_400_000 - 4 / 24);
		for (let trip = 0; trip < trips.count; trip += 97) {
			if (!weekday.has(trips.service[trip]!)) continue;
			for (let i = 0; i < trips.stops[trip]!; i += 5) {
				const row = trips.first[trip]! + i;
				const seconds = stopTimes.arrival[row]!;
				const rows = plain.sample(day + seconds * 1000);
				const found = rows.idx.subarray(0, rows.count).indexOf(trip);
				expect(found, `${trips.id(trip)} runs at its stop ${i}`).toBeGreaterThanOrEqual(0);
				const stop = stopTimes.stop[row]!;
				// The feed's own shapes of the Q end 103 m short of its terminus.
				if (stops.id(stop).startsWith('Q05')) continue;
				const off = metresBetween(
					rows.lon[found]! / 1e7,
					rows.lat[found]! / 1e7,
					stops.lng[stop]!,
					stops.lat[stop]!
				);
				checked++;
				if (off > 30) far.push(Math.round(off));
			}
		}
		expect(checked).toBeGreaterThan(500);
		expect(far).toEqual([]);
	});

	test('all 649 recorded updates are matched or said not to be, and correct trains at their time of day', () => {
		const count = (iso: string) => {
			source.sample(Date.parse(iso));
			return source.counts();
		};
		// 15:58 on a Monday in November, when the captures were taken at 15:56 and 21:48 on a Friday.
		const afternoon = count('2026-11-23T20:58:00Z');
		expect(afternoon['realtimeTrips']).toBe(649);
		expect(afternoon['realtimeMatched']! + afternoon['realtimeUnmatched']!).toBe(649);
		expect(afternoon['realtimeMatched']).toBeGreaterThan(100);
		expect(afternoon['running']).toBeGreaterThan(400);
		expect(afternoon['realtimeCorrected']).toBeGreaterThan(20);
		expect(count('2026-11-23T09:00:00Z')['realtimeCorrected']).toBe(0);
	});

	test('a tick costs what runs, not what is in the timetable', () => {
		const begin = Date.parse('2026-11-23T13:00:00Z');
		source.sample(begin);
		const started = performance.now();
		for (let second = 1; second <= 600; second++) source.sample(begin + second * 1000);
		expect((performance.now() - started) / 600).toBeLessThan(20);
	});

	test('the feed’s names are in the dictionary', () => {
		expect(source.capacity).toBe(20_621);
		expect(source.entity(0).urn).toContain('urn:ngsi-ld:Vehicle:nyc:subway:');
		expect(readFileSync(join(folder, 'transit/subway/trips.arrow')).length).toBeGreaterThan(100_000);
	});
});
