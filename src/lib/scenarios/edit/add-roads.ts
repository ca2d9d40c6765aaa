import type { LngLat } from '#lib/model/geometry.ts';
import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import type { Metres } from '#lib/model/units.ts';
import { NearestPoints } from '../city/nearest-points.ts';
import { Plane } from '../city/plane.ts';
import { impossible } from './impossible.ts';

/** How near a node must be to an end of a new road. */
export const JOIN: Metres = 40;

interface NewRoad {
	readonly key: string;
	readonly edit: ScenarioEditOf<'road-add'>;
	readonly from: number;
	readonly to: number;
	/** From node to node. */
	readonly line: readonly LngLat[];
}

/** Roads with the new ones behind them. Throws INPUT_INVALID naming the end of a new road that no node is near. */
export function addRoads(roads: RoadsPart, edits: readonly ScenarioEdit[]): RoadsPart {
	if (!edits.some(({ kind }) => kind === 'road-add')) return roads;
	const nodes = new NearestPoints(roads.nodes.lng, roads.nodes.lat);
	const added = edits.flatMap((edit, place) =>
		edit.kind === 'road-add' ? [joined(edit, place, roads, nodes)] : []
	);
	const { links, points } = roads;
	const floats = (column: Float32Array, value: (road: NewRoad) => number) =>
		Float32Array.from([...column, ...added.map(value)]);
	const bytes = (column: Uint8Array) => Uint8Array.from([...column, ...added.map(() => 0)]);
	const starts = [...links.starts];
	for (const { line } of added) starts.push(starts.at(-1)! + line.length);
	const lines = added.flatMap(({ line }) => line);
	return {
		...roads,
		links: {
			key: [...links.key, ...added.map(({ key }) => key)],
			from: Uint32Array.from([...links.from, ...added.map(({ from }) => from)]),
			to: Uint32Array.from([...links.to, ...added.map(({ to }) => to)]),
			class: [...links.class, ...added.map(({ edit }) => edit.class)],
			name: [...links.name, ...added.map(({ edit }) => edit.name ?? null)],
			...(links.nameEn && { nameEn: [...links.nameEn, ...added.map(({ edit }) => edit.name ?? null)] }),
			length: floats(links.length, ({ line }) => lengthOf(line)),
			oneway: Int8Array.from([...links.oneway, ...added.map(({ edit }) => (edit.oneway ? 1 : 0))]),
			maxSpeed: floats(links.maxSpeed, ({ edit }) => edit.maxSpeed),
			lanes: floats(links.lanes, ({ edit }) => edit.lanes),
			capacity: floats(links.capacity, ({ edit }) => edit.capacity ?? NaN),
			greenShare: floats(links.greenShare, () => NaN),
			bridge: bytes(links.bridge),
			tunnel: bytes(links.tunnel),
			closed: bytes(links.closed),
			starts: Uint32Array.from(starts)
		},
		points: {
			lng: Float64Array.from([...points.lng, ...lines.map(([lng]) => lng)]),
			lat: Float64Array.from([...points.lat, ...lines.map(([, lat]) => lat)])
		}
	};
}

function joined(
	edit: ScenarioEditOf<'road-add'>,
	place: number,
	{ nodes }: RoadsPart,
	index: NearestPoints
): NewRoad {
	const end = (which: 'first' | 'last', [lng, lat]: LngLat): number => {
		const node = index.nearest(lng, lat, JOIN);
		if (node === undefined)
			throw impossible(place, {
				en: `The new road${edit.name ? ` “${edit.name}”` : ''} of edit ${place + 1} ends at ${lng}, ${lat} (its ${which} point), but no junction is within ${JOIN} m of there: draw it up to one.`,
				zh: `第 ${place + 1} 项改动的新道路${edit.name ? `“${edit.name}”` : ''}${which === 'first' ? '起点' : '终点'}（${lng}，${lat}）周围 ${JOIN} m 内没有路口，请把它画到路口。`
			});
		return node;
	};
	const from = end('first', edit.line[0]!);
	const to = end('last', edit.line.at(-1)!);
	if (from === to)
		throw impossible(place, {
			en: `The new road of edit ${place + 1} begins and ends at the same junction: draw it to another.`,
			zh: `第 ${place + 1} 项改动的新道路起终点是同一个路口，请画到另一个路口。`
		});
	const at = (node: number): LngLat => [nodes.lng[node]!, nodes.lat[node]!];
	return { key: `new-${place}`, edit, from, to, line: [at(from), ...edit.line.slice(1, -1), at(to)] };
}

function lengthOf(line: readonly LngLat[]): Metres {
	const plane = new Plane(line[0]![1]);
	let length = 0;
	for (let point = 1; point < line.length; point++)
		length += plane.distance(...line[point - 1]!, ...line[point]!);
	return length;
}
