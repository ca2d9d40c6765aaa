import type { LocalFrame } from '#lib/model/local-frame.ts';
import { BodyReader, DEGREE_UNITS } from './body-record.ts';
import { Projector } from './projector.ts';
import { cleanRing, ringArea } from './rings.ts';

/** Plan coordinates are whole sixteenths of a metre, heights whole eighths. */
export const PLAN_STEP = 1 / 16;
export const HEIGHT_STEP = 1 / 8;
/** Smaller outlines are slivers of the source: nothing to see, nothing to click. */
const MIN_AREA = 1;

/**
 * The features (buildings and parts) of one unit, cleaned and in the unit's tangent plane: outer rings
 * counter-clockwise, holes clockwise, no doubled or collinear vertex, all in flat arrays.
 */
export interface Footprints {
	readonly count: number;
	readonly sourceId: Float64Array;
	/** NaN when none. */
	readonly rootId: Float64Array;
	readonly flags: Uint8Array;
	readonly height: Float32Array;
	readonly minHeight: Float32Array;
	/** NaN when unknown. */
	readonly levels: Float32Array;
	/** NaN when unknown, as residents and jobs. */
	readonly year: Float32Array;
	readonly residents: Float32Array;
	readonly jobs: Float32Array;
	readonly use: Int32Array;
	readonly street: Int32Array;
	readonly name: (string | undefined)[];
	readonly houseNumber: (string | undefined)[];
	/** Ground under the first vertex, metres in the frame: the ellipsoid falls away from the tangent plane. */
	readonly ground: Float32Array;
	/** Area centroid in grid units; square metres. */
	readonly centre: Float64Array;
	readonly area: Float64Array;
	/** First polygon of a feature, first ring of a polygon, first vertex of a ring; each with an end entry. */
	readonly polygonStart: Int32Array;
	readonly ringStart: Int32Array;
	readonly vertexStart: Int32Array;
	/** Plan coordinates, grid units, 2 × vertices. */
	readonly xy: Int32Array;
	/** Features whose every outline vanished on the grid. */
	readonly vanished: number[];
}

/** Decodes a unit's spooled records. */
export function readFootprints(words: Int32Array, frame: LocalFrame): Footprints {
	let count = 0;
	for (const reader = new BodyReader(words); !reader.done; reader.next()) count++;
	const projector = new Projector(frame);
	const xy = new Int32Array(words.length);
	const polygonStart = new Int32Array(count + 1);
	const ringStart = [0];
	const vertexStart = [0];
	const footprints = {
		count,
		sourceId: new Float64Array(count),
		rootId: new Float64Array(count),
		flags: new Uint8Array(count),
		height: new Float32Array(count),
		minHeight: new Float32Array(count),
		levels: new Float32Array(count),
		year: new Float32Array(count),
		residents: new Float32Array(count),
		jobs: new Float32Array(count),
		use: new Int32Array(count),
		street: new Int32Array(count),
		name: new Array<string | undefined>(count),
		houseNumber: new Array<string | undefined>(count),
		ground: new Float32Array(count),
		centre: new Float64Array(2 * count),
		area: new Float64Array(count),
		vanished: [] as number[]
	};
	let end = 0;
	let feature = 0;
	for (const reader = new BodyReader(words); !reader.done; reader.next(), feature++) {
		footprints.sourceId[feature] = reader.sourceId;
		footprints.rootId[feature] = reader.rootId;
		footprints.flags[feature] = reader.flags;
		footprints.height[feature] = reader.height;
		footprints.minHeight[feature] = Math.max(0, Math.min(reader.minHeight, reader.height - 0.5));
		footprints.levels[feature] = reader.levels;
		footprints.year[feature] = reader.year;
		footprints.residents[feature] = reader.residents;
		footprints.jobs[feature] = reader.jobs;
		footprints.use[feature] = reader.use;
		footprints.street[feature] = reader.street;
		footprints.name[feature] = reader.name;
		footprints.houseNumber[feature] = reader.houseNumber;

		let w = reader.at + reader.headWords;
		let area = 0;
		let momentX = 0;
		let momentY = 0;
		let firstX = 0;
		let firstY = 0;
		for (let polygon = 0; polygon < reader.polygonCount; polygon++) {
			const rings = words[w++]!;
			let outerKept = false;
			for (let ring = 0; ring < rings; ring++) {
				const vertices = words[w++]!;
				const begin = end;
				for (let v = 0; v < vertices; v++, w += 2) {
					projector.project(words[w]! / DEGREE_UNITS, words[w + 1]! / DEGREE_UNITS);
					xy[end++] = Math.round(projector.x / PLAN_STEP);
					xy[end++] = Math.round(projector.y / PLAN_STEP);
					if (polygon === 0 && ring === 0 && v === 0) {
						footprints.ground[feature] = projector.z;
						firstX = xy[begin]!;
						firstY = xy[begin + 1]!;
					}
				}
				if (ring > 0 && !outerKept) {
					end = begin;
					continue;
				}
				end = cleanRing(xy, begin, end, ring === 0);
				const ringSize = ringArea(xy, begin, end) * PLAN_STEP * PLAN_STEP;
				if (Math.abs(ringSize) < MIN_AREA) {
					end = begin;
					continue;
				}
				if (ring === 0) outerKept = true;
				vertexStart.push(end >> 1);
				area += ringSize;
				for (let i = begin, j = end - 2; i < end; j = i, i += 2) {
					const cross = (xy[j]! - firstX) * (xy[i + 1]! - firstY) - (xy[i]! - firstX) * (xy[j + 1]! - firstY);
					momentX += (xy[j]! + xy[i]! - 2 * firstX) * cross;
					momentY += (xy[j + 1]! + xy[i + 1]! - 2 * firstY) * cross;
				}
			}
			if (outerKept) ringStart.push(vertexStart.length - 1);
		}
		polygonStart[feature + 1] = ringStart.length - 1;
		if (polygonStart[feature + 1] === polygonStart[feature]) footprints.vanished.push(feature);
		const doubled = (area / (PLAN_STEP * PLAN_STEP)) * 6;
		footprints.area[feature] = Math.max(0, area);
		footprints.centre[2 * feature] = firstX + (doubled > 0 ? momentX / doubled : 0);
		footprints.centre[2 * feature + 1] = firstY + (doubled > 0 ? momentY / doubled : 0);
	}
	return {
		...footprints,
		polygonStart,
		ringStart: Int32Array.from(ringStart),
		vertexStart: Int32Array.from(vertexStart),
		xy: xy.slice(0, end)
	};
}
