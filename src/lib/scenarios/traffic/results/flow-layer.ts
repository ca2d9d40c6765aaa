import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import type { ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import { roadNames } from '../../city/road-names.ts';
import type { Carriageways } from '../city/carriageways.ts';
import { rounded } from '../../rounded.ts';
import type { RoadLoads } from './road-loads.ts';

/** Every direction of every road that cars drive on; a closed one carries nothing and takes no time. */
export function flowLayer(
	{ links }: RoadsPart,
	{ count, road, forward, length, capacity, closed }: Carriageways,
	{ flow, time, delay }: RoadLoads
): ResultLayer {
	const keys = Array.from(road, (row, way) => `${links.key[row]!}${forward[way] === 1 ? '+' : '-'}`);
	const values = (of: (way: number) => number, digits: number) =>
		Array.from({ length: count }, (_, way) => rounded(of(way), digits));
	const open = (of: (way: number) => number) => (way: number) => (closed[way] === 1 ? NaN : of(way));
	const columns: ResultColumn[] = [
		{
			name: 'flow',
			title: { zh: '流量', en: 'Flow' },
			unit: '{vehicle}/h',
			better: 'neither',
			values: values((way) => flow[way]!, 1)
		},
		{
			name: 'load',
			title: { zh: '饱和度', en: 'Flow to capacity' },
			unit: '1',
			better: 'less',
			values: values(
				open((way) => flow[way]! / capacity[way]!),
				3
			),
			classes: { bounds: [0.4, 0.6, 0.8, 1] }
		},
		{
			name: 'delay',
			title: { zh: '每车延误', en: 'Delay of a vehicle' },
			unit: 's',
			better: 'less',
			values: values(
				open((way) => delay[way]! * 60),
				1
			)
		},
		{
			name: 'time',
			title: { zh: '通过时间', en: 'Time' },
			unit: 's',
			better: 'less',
			values: values((way) => time[way]! * 60, 1)
		},
		{
			name: 'speed',
			title: { zh: '车速', en: 'Speed' },
			unit: 'km/h',
			better: 'more',
			values: values(
				open((way) => length[way]! / 1000 / (time[way]! / 60)),
				1
			)
		},
		{
			name: 'lost',
			title: { zh: '总延误', en: 'Delay of all' },
			unit: 'h',
			better: 'less',
			values: values((way) => (flow[way]! * delay[way]!) / 60, 2)
		}
	];
	return {
		id: 'flows',
		title: { zh: '路段流量', en: 'Flows on roads' },
		geometry: { of: 'links' },
		keys,
		...roadNames(links, [...road], keys),
		columns,
		colour: 'delay',
		size: 'flow',
		difference: 'flow'
	};
}
