import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import bindings from 'gtfs-realtime-bindings';
import { describe, expect, test } from 'vitest';
import { decode, type RealtimeRow } from './decode.ts';

const { FeedMessage } = bindings.transit_realtime;
const data = process.env['CITYLOOP_TEST_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
const count = (rows: readonly RealtimeRow[], kind: RealtimeRow['kind']) =>
	rows.filter((row) => row.kind === kind).length;

function feed(...entity: bindings.transit_realtime.IFeedEntity[]): Uint8Array {
	return FeedMessage.encode({ header: { gtfsRealtimeVersion: '2.0', timestamp: 1000 }, entity }).finish();
}

test('a vehicle keeps its own time, position, heading and speed', () => {
	const position = { latitude: -37.5, longitude: 144.25, bearing: 90, speed: 12.5 };
	const bytes = feed({
		id: '7',
		vehicle: { trip: { tripId: 't' }, vehicle: { id: 'v' }, position, timestamp: 990 }
	});
	expect(decode(bytes, 0)).toEqual({
		at: 1_000_000,
		rejected: [],
		rows: [
			{
				kind: 'vehicle',
				entityId: '7',
				at: 990_000,
				trip: { tripId: 't' },
				vehicleId: 'v',
				position: { lng: 144.25, lat: -37.5, heading: 90, speed: 12.5 },
				status: 'moving'
			}
		]
	});
});

test('a trip update keeps times and delays apart', () => {
	const bytes = feed({
		id: '1',
		tripUpdate: {
			trip: { tripId: 't', startDate: '20211126' },
			stopTimeUpdate: [
				{ stopId: 'a', arrival: { time: 1100 } },
				{ stopSequence: 2, departure: { delay: 0 } }
			]
		}
	});
	expect(decode(bytes, 0).rows[0]).toMatchObject({
		stops: [
			{ stopId: 'a', arrival: { at: 1_100_000 }, skipped: false },
			{ sequence: 2, departure: { delay: 0 }, skipped: false }
		]
	});
});

test('an entity that says nothing, has no trip or lies off the globe is rejected, the rest goes on', () => {
	const bytes = feed(
		{ id: 'empty' },
		{ id: 'nameless', tripUpdate: { trip: {} } },
		{ id: 'astray', vehicle: { position: { latitude: 95, longitude: 0 } } },
		{ id: 'good', vehicle: { stopId: 's' } }
	);
	const { rows, rejected } = decode(bytes, 0);
	expect(rows.map((row) => row.entityId)).toEqual(['good']);
	expect(rejected.map((row) => row.entityId)).toEqual(['empty', 'nameless', 'astray']);
});

test('bytes that are no feed are INPUT_UNREADABLE', () => {
	expect(() => decode(new TextEncoder().encode('<html>not found</html>'), 0)).toThrow(
		'Not a GTFS-Realtime feed'
	);
});

describe.skipIf(!existsSync(join(data, 'nyc')))('recorded feeds (CITYLOOP_TEST_DATA)', () => {
	test.each([
		['nyc/gtfsrt-a_division.pb', '2021-11-26T20:56:25Z', 285, 174, 1],
		['nyc/gtfsrt-b_division.pb', '2021-11-26T20:57:23Z', 156, 156, 0],
		['nyc/gtfsrt-2_delay.pb', '2021-11-27T02:48:31Z', 208, 136, 1],
		['gtfs-rt-victoria/vic-metro-vehicle-positions.pb', '2022-04-11T06:05:07Z', 0, 226, 0]
	])('%s', (file, at, tripUpdates, vehicles, alerts) => {
		const { rows, rejected, at: feedAt } = decode(readFileSync(join(data, file)), 0);
		expect(rejected).toEqual([]);
		expect(feedAt).toBe(Date.parse(at));
		expect(count(rows, 'trip-update')).toBe(tripUpdates);
		expect(count(rows, 'vehicle')).toBe(vehicles);
		expect(count(rows, 'alert')).toBe(alerts);
		if (file.includes('victoria'))
			expect(rows.every((row) => row.kind === 'vehicle' && row.position)).toBe(true);
	});
});
