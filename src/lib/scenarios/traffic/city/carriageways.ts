import { saidError } from '#lib/model/said-error.ts';
import type { AppError } from '#lib/model/errors.ts';
import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import { ROAD_CLASSES, SIGNAL_CYCLE, USUAL_GREEN, type RoadClass } from './road-classes.ts';

/** Directions of roads that cars drive in, in columns. */
export interface Carriageways {
	readonly count: number;
	/** Row of the road, and whether it is driven as drawn. */
	readonly road: Int32Array;
	readonly forward: Uint8Array;
	/** Nodes of the roads. */
	readonly from: Int32Array;
	readonly to: Int32Array;
	/** Metres. */
	readonly length: Float64Array;
	/** Minutes without traffic, what a signal at its end costs included. */
	readonly freeTime: Float64Array;
	/** Vehicles an hour, what a signal leaves of it. */
	readonly capacity: Float64Array;
	readonly closed: Uint8Array;
	/** Buildings stand along it. */
	readonly access: Uint8Array;
}

/**
 * Every direction of every road that cars may drive on (`ROAD_CLASSES`), closed ones too; `alsoClosed` closes more of
 * them, by row. Throws INPUT_EMPTY when there is none, INPUT_INVALID naming the road whose length, speed, lanes,
 * capacity or green share cannot be.
 */
export function carriagewaysOf(roads: RoadsPart, alsoClosed: (road: number) => boolean): Carriageways {
	const { links, signals } = roads;
	const directions: { road: number; forward: boolean; kind: RoadClass }[] = [];
	links.key.forEach((_, road) => {
		const kind = ROAD_CLASSES[links.class[road]!];
		if (!kind || links.from[road] === links.to[road]) return;
		const oneway = links.oneway[road]!;
		if (oneway >= 0) directions.push({ road, forward: true, kind });
		if (oneway <= 0) directions.push({ road, forward: false, kind });
	});
	if (directions.length === 0)
		throw saidError('INPUT_EMPTY', {
			zh: '城市没有机动车道路，请导入带有 residential、primary 等级别的道路。',
			en: 'The city has no road that cars drive on: import it with roads of classes like residential or primary.'
		});
	const column = (value: (at: (typeof directions)[number]) => number) => Float64Array.from(directions, value);
	const from = Int32Array.from(directions, ({ road, forward }) => (forward ? links.from : links.to)[road]!);
	const to = Int32Array.from(directions, ({ road, forward }) => (forward ? links.to : links.from)[road]!);
	const green = column(({ road, forward }) => {
		const said = links.greenShare[road]!;
		if (!Number.isNaN(said)) return counted(roads, road, 'share of green', said);
		return signals[(forward ? links.to : links.from)[road]!] === 1 ? USUAL_GREEN : 1;
	});
	return {
		count: directions.length,
		road: Int32Array.from(directions, ({ road }) => road),
		forward: Uint8Array.from(directions, ({ forward }) => Number(forward)),
		from,
		to,
		length: column(({ road }) => lengthOf(roads, road)),
		freeTime: Float64Array.from(directions, ({ road, kind }, at) => {
			const speed = orElse(links.maxSpeed[road]!, kind.speed);
			const driving = (lengthOf(roads, road) / 1000 / counted(roads, road, 'speed', speed)) * 60;
			return driving + signalWait(green[at]!);
		}),
		capacity: Float64Array.from(directions, ({ road, kind }, at) => {
			const said = links.capacity[road]!;
			const between = Number.isNaN(said) ? lanesOf(roads, road, kind) * kind.laneCapacity : said;
			return counted(roads, road, 'capacity', between) * green[at]!;
		}),
		closed: Uint8Array.from(directions, ({ road }) => Number(links.closed[road] === 1 || alsoClosed(road))),
		access: Uint8Array.from(directions, ({ kind }) => Number(kind.access))
	};
}

/** Minutes that one waits on average at a signal without traffic: the uniform part of Webster (1958). */
function signalWait(green: number): number {
	return (SIGNAL_CYCLE * (1 - green) ** 2) / 2 / 60;
}

/** Of one direction; one lane for both is half a lane for each. */
function lanesOf(roads: RoadsPart, road: number, kind: RoadClass): number {
	const said = roads.links.lanes[road]!;
	if (Number.isNaN(said)) return kind.lanes;
	return counted(roads, road, 'number of lanes', said) / (roads.links.oneway[road] === 0 ? 2 : 1);
}

/** What a road must say to carry cars. */
const ATTRIBUTES = {
	length: '长度',
	speed: '车速',
	capacity: '通行能力',
	'number of lanes': '车道数',
	'share of green': '绿信比'
} as const;

function lengthOf(roads: RoadsPart, road: number): number {
	const metres = roads.links.length[road]!;
	if (metres >= 0 && Number.isFinite(metres)) return metres;
	throw refused(roads, road, 'length', metres);
}

function counted(roads: RoadsPart, road: number, what: keyof typeof ATTRIBUTES, value: number): number {
	if (value > 0 && Number.isFinite(value)) return value;
	throw refused(roads, road, what, value);
}

function refused({ links }: RoadsPart, road: number, what: keyof typeof ATTRIBUTES, value: number): AppError {
	const name = links.name[road] ?? links.class[road]!;
	return saidError(
		'INPUT_INVALID',
		{
			zh: `道路 ${links.key[road]!}（${name}）的${ATTRIBUTES[what]}为 ${value}，请改成大于 0 的数，或封闭该道路。`,
			en: `The ${what} of road ${links.key[road]!} (${name}) is ${value}: give it a number above 0, or close the road.`
		},
		{ road: links.key[road]! }
	);
}

const orElse = (said: number, otherwise: number) => (Number.isNaN(said) ? otherwise : said);
