import type { ResultLayer } from '#lib/model/scenario/result.ts';
import type { CityNetwork } from '../city/city-network.ts';
import type { CityEquilibrium } from '../city-equilibrium.ts';
import type { ZoneTable } from '../gravity/zone-table.ts';
import { rounded } from '../../rounded.ts';
import { sharesThrough } from '../select-link.ts';
import { largestPairs, pairTable, type TripTimes } from './zone-layers.ts';

/** Trips that would pass what is closed, vehicles in the hour by pair of zones. */
export function tripsThroughClosed(
	{ network, closed }: CityNetwork,
	{ open, demand }: CityEquilibrium
): ZoneTable {
	const { zones } = demand;
	const values = new Float64Array(zones * zones);
	demand.origins.forEach(({ origin, destinations, trips }, index) => {
		const shares = sharesThrough(open.bushes[index]!, closed, network.nodes);
		destinations.forEach((node, at) => {
			values[origin * zones + node] = trips[at]! * Math.max(0, shares[node]!);
		});
	});
	return { zones, values };
}

/** Between which zones those go who would pass what is closed, and how much longer it takes them; most of them first. */
export function affectedLayer(
	{ zones }: CityNetwork,
	through: ZoneTable,
	{ trips, unserved, now }: TripTimes,
	open: ZoneTable,
	most: number
): ResultLayer {
	const pairs = largestPairs(through, most);
	return {
		...pairTable(zones, through.zones, pairs),
		id: 'affected',
		title: { zh: '受封闭影响的出行', en: 'Trips that would pass what is closed' },
		columns: [
			{
				name: 'through',
				title: { zh: '原经封闭路段的车次', en: 'Trips that would pass there' },
				unit: '{vehicle}/h',
				better: 'neither',
				values: pairs.map((at) => rounded(through.values[at]!, 2))
			},
			{
				name: 'share',
				title: { zh: '占该起讫点对', en: 'Part of the pair’s trips' },
				unit: '%',
				better: 'neither',
				values: pairs.map((at) => rounded((through.values[at]! / trips.values[at]!) * 100, 1))
			},
			{
				name: 'before',
				title: { zh: '封闭前时间', en: 'Time with all open' },
				unit: 'min',
				better: 'less',
				values: pairs.map((at) => rounded(open.values[at]!, 2))
			},
			{
				name: 'minutes',
				title: { zh: '封闭后时间', en: 'Time now' },
				unit: 'min',
				better: 'less',
				values: pairs.map((at) => rounded(unserved[at] === 1 ? NaN : now.values[at]!, 2))
			},
			{
				name: 'longer',
				title: { zh: '多用时间', en: 'Longer by' },
				unit: 'min',
				better: 'less',
				values: pairs.map((at) => rounded(unserved[at] === 1 ? NaN : now.values[at]! - open.values[at]!, 2))
			}
		],
		colour: 'longer',
		size: 'through'
	};
}
