import type { ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import type { TrafficZones } from '../city/traffic-zones.ts';
import type { ZoneTable } from '../gravity/zone-table.ts';
import { rounded } from '../../rounded.ts';

/** Trips between zones, and what they take. Minutes from zone to zone. */
export interface TripTimes {
	/** Vehicles in the hour, those without a way included. */
	readonly trips: ZoneTable;
	readonly unserved: Uint8Array;
	/** Now, and without traffic and closures. */
	readonly now: ZoneTable;
	readonly free: ZoneTable;
}

/** What trips from each area take; areas of one traffic zone have the same minutes. */
export function zonesLayer(areas: ZonesPart, zones: TrafficZones, times: TripTimes): ResultLayer {
	const { trips, unserved, now, free } = times;
	const sums = zones.key.map((_, from) => {
		const sum = { served: 0, unserved: 0, now: 0, free: 0 };
		for (let at = from * trips.zones; at < (from + 1) * trips.zones; at++) {
			const count = trips.values[at]!;
			if (unserved[at] === 1) {
				sum.unserved += count;
				continue;
			}
			if (count === 0) continue;
			sum.served += count;
			sum.now += count * now.values[at]!;
			sum.free += count * free.values[at]!;
		}
		return sum;
	});
	/** Trips are spread over the areas of a zone as their people are. */
	const shareOf = (area: number) => {
		const zone = zones.zoneOf[area]!;
		const people = areas.residents[area]! + areas.jobs[area]!;
		const all = zones.residents[zone]! + zones.jobs[zone]!;
		return all > 0 ? people / all : 1 / zones.members[zone]!.length;
	};
	const column = (
		name: string,
		title: ResultColumn['title'],
		unit: string,
		better: ResultColumn['better'],
		of: (sum: (typeof sums)[number], area: number) => number
	): ResultColumn => ({
		name,
		title,
		unit,
		better,
		values: areas.key.map((_, area) => rounded(of(sums[zones.zoneOf[area]!]!, area), 2))
	});
	return {
		id: 'zones',
		title: { zh: '各片区出行时间', en: 'Time of trips by area' },
		geometry: { of: 'zones' },
		keys: [...areas.key],
		names: [...areas.name],
		...(areas.nameEn && { namesEn: [...areas.nameEn] }),
		columns: [
			column(
				'minutes',
				{ zh: '平均出行时间', en: 'Mean time of a trip' },
				'min',
				'less',
				(sum) => sum.now / sum.served
			),
			column(
				'lost',
				{ zh: '比畅通多用', en: 'More than without traffic' },
				'min',
				'less',
				(sum) => (sum.now - sum.free) / sum.served
			),
			column(
				'trips',
				{ zh: '出发车次', en: 'Trips that begin' },
				'{vehicle}/h',
				'neither',
				(sum, area) => (sum.served + sum.unserved) * shareOf(area)
			),
			column(
				'unserved',
				{ zh: '无路可走', en: 'Trips without a way' },
				'{vehicle}/h',
				'less',
				(sum, area) => sum.unserved * shareOf(area)
			)
		],
		colour: 'lost'
	};
}

/** The pairs of zones with most trips, most first; the same pairs whatever is closed. */
export function pairsLayer(zones: TrafficZones, times: TripTimes, most: number): ResultLayer {
	const { trips, unserved, now, free } = times;
	const pairs = largestPairs(trips, most);
	const served = (of: (at: number) => number) =>
		pairs.map((at) => rounded(unserved[at] === 1 ? NaN : of(at), 2));
	return {
		...pairTable(zones, trips.zones, pairs),
		id: 'pairs',
		title: { zh: '主要起讫点对', en: 'Largest flows between zones' },
		columns: [
			{
				name: 'trips',
				title: { zh: '车次', en: 'Trips' },
				unit: '{vehicle}/h',
				better: 'neither',
				values: pairs.map((at) => rounded(trips.values[at]!, 2))
			},
			{
				name: 'minutes',
				title: { zh: '出行时间', en: 'Time' },
				unit: 'min',
				better: 'less',
				values: served((at) => now.values[at]!)
			},
			{
				name: 'lost',
				title: { zh: '比畅通多用', en: 'More than without traffic' },
				unit: 'min',
				better: 'less',
				values: served((at) => now.values[at]! - free.values[at]!)
			}
		],
		colour: 'lost',
		size: 'trips'
	};
}

/** Places in a table of the largest trips between two different zones, largest first. */
export function largestPairs({ zones, values }: ZoneTable, most: number): readonly number[] {
	const rows: number[] = [];
	values.forEach((count, at) => {
		if (count > 0 && Math.floor(at / zones) !== at % zones) rows.push(at);
	});
	return rows.sort((a, b) => values[b]! - values[a]! || a - b).slice(0, most);
}

/** Keys and names of pairs, by their places in a table of zones. */
export function pairTable(zones: TrafficZones, count: number, pairs: readonly number[]) {
	const { key, name, nameEn } = zones;
	const both = (names: readonly string[], between: string) =>
		pairs.map((at) => `${names[Math.floor(at / count)]!}${between}${names[at % count]!}`);
	return {
		geometry: { of: 'pairs' } as const,
		keys: both(key, '>'),
		names: both(name, ' → '),
		...(nameEn && {
			namesEn: both(
				name.map((own, zone) => nameEn[zone] ?? own),
				' → '
			)
		})
	};
}
