import type { ResultIndicator } from '#lib/model/scenario/result.ts';
import type { Carriageways } from '../city/carriageways.ts';
import type { ZoneTable } from '../gravity/zone-table.ts';
import type { TrafficSettings } from '../parameters.ts';
import { rounded } from '../../rounded.ts';
import type { RoadLoads } from './road-loads.ts';
import type { TripTimes } from './zone-layers.ts';

/** @param through trips that would pass what is closed */
export function trafficIndicators(
	{ count, length, capacity, closed }: Carriageways,
	{ flow, time, delay }: RoadLoads,
	{ trips, unserved }: TripTimes,
	through: ZoneTable | undefined,
	settings: TrafficSettings
): ResultIndicator[] {
	let [hours, kilometres, delayHours, full] = [0, 0, 0, 0];
	for (let way = 0; way < count; way++) {
		if (closed[way] === 1) continue;
		hours += (flow[way]! * time[way]!) / 60;
		kilometres += (flow[way]! * length[way]!) / 1000;
		delayHours += (flow[way]! * delay[way]!) / 60;
		if (flow[way]! > capacity[way]!) full += length[way]! / 1000;
	}
	let [all, within, lost] = [0, 0, 0];
	trips.values.forEach((vehicles, at) => {
		all += vehicles;
		if (Math.floor(at / trips.zones) === at % trips.zones) within += vehicles;
		if (unserved[at] === 1) lost += vehicles;
	});
	const driven = all - within - lost;
	const perTrip = (value: number, digits: number) =>
		driven > 0
			? { value: rounded(value / driven, digits) }
			: { value: null, why: { zh: '没有在路上的车', en: 'No vehicle is on the roads' } };
	return [
		{
			id: 'total-time',
			title: { zh: '总行驶时间', en: 'Time of all vehicles' },
			value: rounded(hours, 1),
			unit: 'h',
			better: 'less'
		},
		{
			id: 'delay',
			title: { zh: '其中延误', en: 'Of it, delay' },
			value: rounded(delayHours, 1),
			unit: 'h',
			better: 'less'
		},
		{
			id: 'trip-time',
			title: { zh: '每车次平均时间', en: 'Mean time of a trip' },
			...perTrip(hours * 60, 2),
			unit: 'min',
			better: 'less'
		},
		{
			id: 'speed',
			title: { zh: '平均车速', en: 'Mean speed' },
			...(hours > 0 ? { value: rounded(kilometres / hours, 2) } : perTrip(0, 0)),
			unit: 'km/h',
			better: 'more'
		},
		{
			id: 'distance',
			title: { zh: '总行驶里程', en: 'Distance of all vehicles' },
			value: rounded(kilometres, 1),
			unit: 'km',
			better: 'less'
		},
		{
			id: 'full',
			title: { zh: '超过通行能力的路', en: 'Roads beyond their capacity' },
			value: rounded(full, 2),
			unit: 'km',
			better: 'less'
		},
		{
			id: 'trips',
			title: { zh: '车次', en: 'Trips' },
			value: rounded(all, 1),
			unit: '{vehicle}/h',
			better: 'neither'
		},
		{
			id: 'intrazonal',
			title: { zh: '其中小区内', en: 'Of them, within their zone' },
			value: rounded(within, 1),
			unit: '{vehicle}/h',
			better: 'neither'
		},
		{
			id: 'unserved',
			title: { zh: '无路可走的车次', en: 'Trips without a way' },
			value: rounded(lost, 1),
			unit: '{vehicle}/h',
			better: 'less'
		},
		{
			id: 'affected',
			title: { zh: '原经封闭路段的车次', en: 'Trips that would pass what is closed' },
			value: rounded(through ? through.values.reduce((sum, vehicles) => sum + vehicles, 0) : 0, 1),
			unit: '{vehicle}/h',
			better: 'neither'
		},
		{
			id: 'co2',
			title: { zh: '二氧化碳排放', en: 'CO₂' },
			value: rounded((kilometres * settings.co2Distance) / 1e6 + (delayHours * settings.co2Delay) / 1e3, 3),
			unit: 't/h',
			better: 'less'
		},
		{
			id: 'cost',
			title: { zh: '出行时间成本', en: 'Cost of the time' },
			value: rounded(hours * settings.occupancy * settings.timeValue, 0),
			unit: 'CNY/h',
			better: 'less'
		}
	];
}
