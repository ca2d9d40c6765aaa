import type { Words } from '#lib/model/alarm-rule.ts';
import type { Metric } from '#lib/model/live-layer.ts';
import type { ThemeLayer } from '#lib/model/theme.ts';
import { stream } from '../stream.ts';

const SPEED: Metric = { name: 'speed', unit: 'km/h', title: { zh: '速度', en: 'Speed' }, range: [0, 200] };
const DELAY: Metric = {
	name: 'delay',
	unit: 's',
	title: { zh: '晚点', en: 'Delay' },
	range: [-3600, 14_400]
};

/** The three layers that a GTFS-Realtime feed makes under a name of its own. */
const transit = (
	feed: 'metro' | 'bus',
	interval: number,
	vehicles: Words,
	trips: Words,
	alerts: Words
): readonly ThemeLayer[] => [
	{
		declaration: stream({
			id: `${feed}-vehicles`,
			title: vehicles,
			interval,
			moves: true,
			metrics: [{ name: 'occupancy', unit: '%', title: { zh: '满载率', en: 'Occupancy' }, range: [0, 200] }]
		}),
		form: 'mover',
		shown: true,
		opens: true
	},
	{
		declaration: stream({
			id: `${feed}-trips`,
			title: trips,
			interval,
			metrics: [DELAY]
		}),
		metric: 'delay',
		shown: false
	},
	{ declaration: stream({ id: `${feed}-alerts`, cls: 'event', title: alerts, interval }), shown: true }
];

export const layers: readonly ThemeLayer[] = [
	{
		declaration: stream({
			id: 'road-flow',
			title: { zh: '路况', en: 'Road traffic' },
			interval: 30,
			metrics: [
				SPEED,
				{ name: 'intensity', unit: '/h', title: { zh: '流量', en: 'Flow' }, range: [0, 20_000] },
				{ name: 'occupancy', unit: '%', title: { zh: '时间占有率', en: 'Occupancy' }, range: [0, 100] },
				{ name: 'ratio', unit: '1', title: { zh: '速度比', en: 'Share of free speed' }, range: [0, 1.5] },
				{ name: 'length', unit: 'km', title: { zh: '路段长度', en: 'Length' }, range: [0, 50] }
			]
		}),
		metric: 'ratio',
		form: 'road',
		shown: true,
		opens: true
	},
	{
		declaration: stream({
			id: 'cars',
			title: { zh: '浮动车', en: 'Floating cars' },
			interval: 2,
			moves: true,
			metrics: [SPEED]
		}),
		form: 'mover',
		shown: true,
		opens: true
	},
	...transit(
		'metro',
		15,
		{ zh: '地铁列车', en: 'Metro trains' },
		{ zh: '地铁班次', en: 'Metro trips' },
		{ zh: '地铁公告', en: 'Metro alerts' }
	),
	...transit(
		'bus',
		15,
		{ zh: '公交车辆', en: 'Buses' },
		{ zh: '公交班次', en: 'Bus trips' },
		{ zh: '公交公告', en: 'Bus alerts' }
	)
];
