import { unzipSync, strFromU8 } from 'fflate';
import { expect, test } from 'vitest';
import { smallCity } from '../testing/small-city.ts';
import { busLines } from './bus.ts';
import { gtfsSource } from './gtfs.ts';
import { metroLines } from './metro.ts';
import { timesAlong } from './timetable.ts';

const { named } = smallCity();
const [metro, bus] = [metroLines(named), busLines(named)];

test('five metro lines meet at shared stations, and bus lines take streets that buses may use', () => {
	expect(metro.map(({ short }) => short)).toEqual(['1', '2', '3', '4', '5']);
	const uses = new Map<string, number>();
	for (const { stops } of metro)
		for (const id of new Set(stops.map((stop) => stop.id))) uses.set(id, (uses.get(id) ?? 0) + 1);
	expect([...uses.values()].filter((lines) => lines > 1).length).toBeGreaterThanOrEqual(3);
	expect(bus.length).toBeGreaterThanOrEqual(3);
});

test('a run stops everywhere on its line in order, later at each stop than at the one before', () => {
	for (const line of [...metro, ...bus])
		for (const direction of [0, 1] as const) {
			const times = timesAlong(line, direction);
			expect(times).toHaveLength(line.stops.length);
			times.forEach(({ arrival, departure }, k) => {
				expect(departure).toBeGreaterThanOrEqual(arrival);
				if (k > 0) expect(arrival).toBeGreaterThan(times[k - 1]!.departure);
			});
		}
});

test('the feed has a run each three minutes in the rush hour, and says that it is fictional', () => {
	const [bytes] = [...gtfsSource('metro.zip', metro).chunks()];
	const files = unzipSync(bytes as Uint8Array);
	const table = (name: string) =>
		strFromU8(files[name]!)
			.trim()
			.split('\n')
			.map((line) => line.split(','));
	expect(table('agency.txt')[1]![1]).toContain('虚构');
	const first = metro[0]!.stops[0]!.id;
	const working = new Set(
		table('trips.txt').flatMap(([, service, trip]) => (service === 'WD' ? [trip] : []))
	);
	const departures = table('stop_times.txt').filter(
		([trip, , time, stop, order]) =>
			working.has(trip) &&
			trip!.startsWith('L1-') &&
			stop === first &&
			order === '1' &&
			time! >= '08:00:00' &&
			time! < '08:30:00'
	);
	expect(departures).toHaveLength(10);
});
