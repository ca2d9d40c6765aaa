import type { BBox } from '#lib/model/geometry.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { Extent } from '../city-extent.ts';
import type { CollectedRoads, CollectedSurfaces, CollectedWaterways } from '../collected.ts';
import { GrowingFloat64, GrowingInt32 } from '../growing.ts';
import { roadStyle } from '../road-classes.ts';
import type { GroundTask } from './ground-tiles.ts';

/** Ground beyond the outermost building or road, metres. */
const MARGIN = 8000;
/** Land farther from the city than this does not widen its ground, degrees. */
const FAR = 0.3;
/** Number of land among AREA_KINDS. */
const LAND = 0;
/** First of LINE_STYLES that is a waterway. */
const WATERWAYS = 3;

/** Packs what lies on the ground for the thread that bakes it. Tunnels and paths are not drawn. */
export function groundTask(
	folder: string,
	frame: LocalFrame,
	bbox: BBox,
	from: {
		readonly extent: Extent;
		readonly roads: CollectedRoads;
		readonly surfaces: CollectedSurfaces;
		readonly waterways: CollectedWaterways;
		readonly land: readonly Float64Array[];
	}
): { task: GroundTask; transfer: ArrayBuffer[] } {
	const { roads, surfaces, waterways } = from;
	const style = new GrowingInt32();
	const aloft = new GrowingInt32();
	const ends = new GrowingInt32();
	const lngLat = new GrowingFloat64();
	const roadPoints = roads.lngLat.view();
	let begin = 0;
	roads.ends.view().forEach((end, road) => {
		const cls = roadStyle(roads.classes.texts[roads.class.view()[road]!] ?? '');
		const flags = roads.flags.view()[road]!;
		if (cls !== undefined && (flags & 2) === 0) {
			lngLat.append(roadPoints.subarray(2 * begin, 2 * end));
			ends.push(lngLat.length >> 1);
			style.push(cls);
			aloft.push(flags & 1);
		}
		begin = end;
	});
	begin = 0;
	waterways.ends.view().forEach((end, line) => {
		lngLat.append(waterways.lngLat.view().subarray(2 * begin, 2 * end));
		ends.push(lngLat.length >> 1);
		style.push(WATERWAYS + waterways.width.view()[line]!);
		aloft.push(0);
		begin = end;
	});
	const task: GroundTask = {
		kind: 'ground',
		folder,
		anchor: [frame.anchor[0], frame.anchor[1]],
		extent: extentOf(
			frame,
			[bbox, from.extent.robust(), landBox(surfaces, bbox)].filter((box) => box !== undefined)
		),
		areas: {
			kind: Uint8Array.from(surfaces.kind.view()),
			polygonEnds: surfaces.polygonEnds.view().slice(),
			ringEnds: surfaces.ringEnds.view().slice(),
			lngLat: surfaces.lngLat.view().slice()
		},
		lines: {
			style: Uint8Array.from(style.view()),
			aloft: Uint8Array.from(aloft.view()),
			ends: ends.view().slice(),
			lngLat: lngLat.view().slice()
		},
		land: joined(from.land)
	};
	const transfer = [...Object.values(task.areas), ...Object.values(task.lines), task.land].map(
		({ buffer }) => buffer
	);
	return { task, transfer };
}

/** Box of the land given, as far as it lies within FAR of the city. */
function landBox(surfaces: CollectedSurfaces, bbox: BBox): BBox {
	const lngLat = surfaces.lngLat.view();
	const ringEnds = surfaces.ringEnds.view();
	const polygonEnds = surfaces.polygonEnds.view();
	let [west, south, east, north] = bbox;
	let ring = 0;
	let vertex = 0;
	surfaces.kind.view().forEach((kind, polygon) => {
		ring = polygonEnds[polygon]!;
		const end = ringEnds[ring - 1] ?? vertex;
		for (; vertex < end; vertex++) {
			if (kind !== LAND) continue;
			west = Math.min(west, lngLat[2 * vertex]!);
			east = Math.max(east, lngLat[2 * vertex]!);
			south = Math.min(south, lngLat[2 * vertex + 1]!);
			north = Math.max(north, lngLat[2 * vertex + 1]!);
		}
	});
	return [
		Math.max(west, bbox[0] - FAR),
		Math.max(south, bbox[1] - FAR),
		Math.min(east, bbox[2] + FAR),
		Math.min(north, bbox[3] + FAR)
	];
}

function extentOf(frame: LocalFrame, boxes: readonly BBox[]): [number, number, number, number] {
	const extent: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [west, south, east, north] of boxes)
		for (const [lng, lat] of [
			[west, south],
			[east, south],
			[east, north],
			[west, north]
		] as const) {
			const [x, y] = frame.toLocal(lng, lat);
			extent[0] = Math.min(extent[0], x - MARGIN);
			extent[1] = Math.min(extent[1], y - MARGIN);
			extent[2] = Math.max(extent[2], x + MARGIN);
			extent[3] = Math.max(extent[3], y + MARGIN);
		}
	return extent;
}

function joined(pieces: readonly Float64Array[]): Float64Array<ArrayBuffer> {
	const all = new Float64Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		all.set(piece, at);
		at += piece.length;
	}
	return all;
}
