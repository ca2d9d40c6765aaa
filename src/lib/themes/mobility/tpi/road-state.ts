import type { Words } from '#lib/model/alarm-rule.ts';
import type { IndicatorClass } from '#lib/model/indicator.ts';

/** Words of the status of a road link, from free to jammed. */
export const ROAD_STATES = [
	'smooth',
	'basically-smooth',
	'lightly-congested',
	'moderately-congested',
	'heavily-congested'
] as const;
export type RoadState = (typeof ROAD_STATES)[number];

/** 快速路, 主干路, and 次干路 with 支路. */
export type RoadRank = 'expressway' | 'arterial' | 'street';

/** Lowest speed above which each state but the worst begins, km/h. The bound itself belongs to the worse state. */
const ABOVE: Readonly<Record<RoadRank, readonly number[]>> = {
	expressway: [65, 50, 35, 20],
	arterial: [40, 30, 20, 15],
	street: [35, 25, 15, 10]
};

/** State of a link by its rank and mean speed, km/h. */
export function roadState(rank: RoadRank, speed: number): RoadState {
	const step = ABOVE[rank].findIndex((bound) => speed > bound);
	return ROAD_STATES[step < 0 ? ROAD_STATES.length - 1 : step]!;
}

/** Rank of a link by its free speed, km/h, where a stream does not say its class. */
export const rankOf = (freeSpeed: number): RoadRank =>
	freeSpeed >= 70 ? 'expressway' : freeSpeed >= 50 ? 'arterial' : 'street';

/** A class of the index with its official name and the one that makers of maps use. */
export interface TpiLevel extends IndicatorClass {
	readonly level: 1 | 2 | 3 | 4 | 5;
	readonly onMaps: Words;
}

/** The sources do not say which side a bound belongs to: ours is the better class. */
export const TPI_LEVELS: readonly TpiLevel[] = [
	{ level: 1, title: { zh: '畅通', en: 'Smooth' }, onMaps: { zh: '畅通', en: 'Smooth' }, to: 2 },
	{
		level: 2,
		title: { zh: '基本畅通', en: 'Basically smooth' },
		onMaps: { zh: '基本畅通', en: 'Basically smooth' },
		to: 4
	},
	{ level: 3, title: { zh: '轻度拥堵', en: 'Lightly congested' }, onMaps: { zh: '缓慢', en: 'Slow' }, to: 6 },
	{
		level: 4,
		title: { zh: '中度拥堵', en: 'Moderately congested' },
		onMaps: { zh: '拥堵', en: 'Congested' },
		to: 8
	},
	{
		level: 5,
		title: { zh: '严重拥堵', en: 'Heavily congested' },
		onMaps: { zh: '严重拥堵', en: 'Heavily congested' }
	}
];
