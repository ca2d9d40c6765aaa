import type { ModelParameter } from '#lib/model/scenario/model.ts';
import type { ParameterValue } from '#lib/model/scenario/scenario.ts';
import type { MetresPerSecond, Seconds } from '#lib/model/units.ts';
import { SERVICES, type Service } from './services.ts';

/** Standards give the distance of a walk of fifteen minutes as 800–1000 m. */
const WALKING = {
	zh: 'GB 50180-2018 2.0.4：十五分钟步行距离 800～1000 m',
	en: 'GB 50180-2018, 2.0.4: fifteen minutes on foot are 800–1000 m'
};
const ASSUMED = { zh: '假定值', en: 'Assumed' };

export const WALKING_SPEED = {
	kind: 'number',
	name: 'walking-speed',
	title: { zh: '步行速度', en: 'Walking speed' },
	source: WALKING,
	default: 4,
	least: 1,
	most: 8,
	unit: 'km/h'
} as const satisfies ModelParameter;

const FLOOD_PARAMETERS: readonly ModelParameter[] = [
	{
		kind: 'switch',
		name: 'flooded',
		title: { zh: '考虑积水', en: 'Count flooded streets' },
		source: {
			zh: '采用同一方案的积水模型结果',
			en: 'From the flood model over the same scenario'
		},
		default: true
	},
	{
		kind: 'number',
		name: 'flood-depth',
		title: { zh: '封闭积水深度', en: 'Depth that closes a street' },
		source: {
			zh: '假定值：行人在 0.3 m 以上积水中行走有危险',
			en: 'Assumed: above 0.3 m walking is dangerous'
		},
		default: 0.3,
		least: 0.05,
		most: 2,
		unit: 'm'
	}
];

/** Time that a life circle is counted by. */
export const WITHIN = {
	kind: 'number',
	name: 'minutes',
	title: { zh: '时间限度', en: 'Within' },
	source: {
		zh: 'TD/T 1062-2021《社区生活圈规划技术指南》：十五分钟生活圈',
		en: 'TD/T 1062-2021, guide to community life circles: fifteen minutes'
	},
	default: 15,
	least: 1,
	most: 60,
	unit: 'min'
} as const satisfies ModelParameter;

/** Of the model of access. */
export const ACCESS_PARAMETERS: readonly ModelParameter[] = [
	{
		kind: 'choice',
		name: 'mode',
		title: { zh: '出行方式', en: 'Way of going' },
		source: { zh: '生活圈以步行计', en: 'Life circles are counted on foot' },
		default: 'walk',
		choices: [
			{ value: 'walk', title: { zh: '步行', en: 'On foot' } },
			{ value: 'cycle', title: { zh: '骑行', en: 'By bicycle' } },
			{ value: 'transit', title: { zh: '公共交通', en: 'By public transport' } }
		]
	},
	WITHIN,
	WALKING_SPEED,
	{
		kind: 'number',
		name: 'cycling-speed',
		title: { zh: '骑行速度', en: 'Cycling speed' },
		source: {
			zh: '假定值：含路口等候的城市骑行平均速度',
			en: 'Assumed: mean in a city, waiting at junctions included'
		},
		default: 12,
		least: 5,
		most: 25,
		unit: 'km/h'
	},
	{
		kind: 'number',
		name: 'depart-from',
		title: { zh: '最早出发', en: 'Setting out from' },
		source: { zh: '假定值：早高峰', en: 'Assumed: the morning peak' },
		default: 7.5,
		least: 0,
		most: 23,
		unit: 'h'
	},
	{
		kind: 'number',
		name: 'depart-window',
		title: { zh: '出发时段长度', en: 'Setting out during' },
		source: {
			zh: '假定值：每 5 分钟出发一次，取中位数',
			en: 'Assumed: every five minutes, the median of them'
		},
		default: 60,
		least: 0,
		most: 240,
		unit: 'min'
	},
	{
		kind: 'number',
		name: 'walk-to-stop',
		title: { zh: '到站最长步行', en: 'Longest walk to or from a stop' },
		source: {
			zh: '假定值：公交站 500 m 服务半径的步行时间加余量',
			en: 'Assumed: 500 m, the radius of a stop, and some more'
		},
		default: 10,
		least: 1,
		most: 30,
		unit: 'min'
	},
	{
		kind: 'number',
		name: 'change',
		title: { zh: '换乘所需时间', en: 'Time for a change' },
		source: ASSUMED,
		default: 60,
		least: 10,
		most: 600,
		unit: 's'
	},
	...FLOOD_PARAMETERS,
	...SERVICES.map((service) => ({
		kind: 'switch' as const,
		name: service.id,
		title: service.title,
		source: service.source,
		default: service.asked
	})),
	...SERVICES.flatMap(({ id, seats }) =>
		seats
			? [
					{
						kind: 'number' as const,
						name: `${id}-share`,
						title: seats.title,
						source: seats.source,
						default: seats.share,
						least: 0.1,
						most: 100,
						unit: '%'
					}
				]
			: []
	)
];

/** Parameters as the model computes with them. */
export interface AccessSettings {
	readonly mode: 'walk' | 'cycle' | 'transit';
	readonly within: Seconds;
	readonly walkingSpeed: MetresPerSecond;
	readonly cyclingSpeed: MetresPerSecond;
	/** Seconds after midnight at which people set out. */
	readonly departures: readonly Seconds[];
	readonly longestWalk: Seconds;
	readonly change: Seconds;
	/** Metres that close a street; undefined: nobody asks about floods. */
	readonly floodDepth: number | undefined;
	readonly services: readonly Service[];
	/** By service: part of the residents who use it. */
	readonly users: ReadonlyMap<Service, number>;
}

type Parameters = Readonly<Record<string, ParameterValue>>;
const DEPARTURE_STEP: Seconds = 300;

export function accessSettings(parameters: Parameters): AccessSettings {
	const number = (name: string) => Number(parameters[name]);
	const first = number('depart-from') * 3600;
	const departures = Math.floor((number('depart-window') * 60) / DEPARTURE_STEP) + 1;
	const services = SERVICES.filter(({ id }) => parameters[id] === true);
	return {
		mode: parameters['mode'] as AccessSettings['mode'], // one of its choices
		within: number('minutes') * 60,
		walkingSpeed: number('walking-speed') / 3.6,
		cyclingSpeed: number('cycling-speed') / 3.6,
		departures: Array.from({ length: departures }, (_, index) => first + index * DEPARTURE_STEP),
		longestWalk: number('walk-to-stop') * 60,
		change: number('change'),
		floodDepth: floodDepth(parameters),
		services,
		users: new Map(
			services.map((service) => [service, service.seats ? number(`${service.id}-share`) / 100 : 1])
		)
	};
}

function floodDepth(parameters: Parameters): number | undefined {
	return parameters['flooded'] === true ? Number(parameters['flood-depth']) : undefined;
}
