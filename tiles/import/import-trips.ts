import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BBox } from '#lib/model/geometry.ts';
import { GrowingFloat64, GrowingInt32, TextTable } from '../bake/growing.ts';
import { categoryColumn, numberColumn, textColumn, writeArrow } from './arrow-columns.ts';
import { boundsOf, isObject, isPosition, outOfRange, overlaps } from './geojson-features.ts';
import { OUTSIDE, type ImportContext } from './import-context.ts';
import { inputError } from './input-error.ts';
import { JsonValueCutter, parsePiece } from './json-values.ts';
import { openSource, readBytes } from './source-file.ts';

/** A vertex farther than this from the city is no journey in it. */
const FARTHEST_KM = 100;

/** Imports recorded journeys, `[{ path: [[lng, lat]…], timestamps: [s…], vendor }]`, as `trips/<name>/*.arrow`. */
export async function importTrips(context: ImportContext, name: string, path: string): Promise<void> {
	const { tally, signal, bbox } = context;
	const kind = `trips:${name}`;
	tally.expect(kind);
	const source = await openSource(path);
	const stage = context.progress.stage(`${name} ${path}`, source.size);
	const positions = new GrowingFloat64();
	const seconds = new GrowingFloat64();
	const firsts = new GrowingInt32();
	const counts = new GrowingInt32();
	const indices = new GrowingInt32();
	const vendors = new TextTable();
	const categories = new GrowingInt32();
	const ids: string[] = [];
	const cutter = new JsonValueCutter(path, 'trips');
	let index = -1;
	let done = 0;
	for await (const chunk of readBytes(source, (bytes) => (done = bytes))) {
		signal.throwIfAborted();
		for (const piece of cutter.push(chunk)) {
			const value = parsePiece(path, piece);
			if (piece.from === 'top' && (Array.isArray(value) || !(isObject(value) && 'path' in value))) continue;
			index++;
			const journey = journeyOf(path, index, value);
			if (typeof journey === 'string') {
				tally.reject(kind, journey, `journey ${index}`);
				continue;
			}
			firsts.push(seconds.length);
			counts.push(journey.seconds.length);
			indices.push(index);
			ids.push(journey.id);
			categories.push(vendors.add(journey.category));
			positions.append(journey.positions);
			seconds.append(journey.seconds);
		}
		stage.update(done, index + 1);
	}
	cutter.end();
	if (index < 0)
		throw inputError({
			file: path,
			problem: 'it holds no journey',
			cure: 'give an array of { path, timestamps, vendor }'
		});

	const all = positions.view();
	const times = seconds.view();
	const middle = [median(all, 0), median(all, 1)] as const;
	const journeys = {
		first: [] as number[],
		count: [] as number[],
		id: [] as string[],
		category: [] as number[]
	};
	const lng = new GrowingFloat64();
	const lat = new GrowingFloat64();
	const t = new GrowingFloat64();
	for (let at = 0; at < ids.length; at++) {
		const first = firsts.view()[at]!;
		const count = counts.view()[at]!;
		const own = all.subarray(first * 2, (first + count) * 2);
		const stray = strayOf(own, middle, bbox);
		const label = indices.view()[at]!;
		if (stray) {
			tally.reject(
				kind,
				`more than ${FARTHEST_KM} km from the city`,
				`journey ${label}: ${stray.lng}, ${stray.lat} is ${Math.round(stray.km)} km away`
			);
			continue;
		}
		if (bbox && !overlaps(bbox, boundsOf(own))) {
			tally.reject(kind, OUTSIDE, `journey ${label}`);
			continue;
		}
		tally.keep(kind);
		context.extent.add(own[0]!, own[1]!);
		journeys.first.push(t.length);
		journeys.count.push(count);
		journeys.id.push(ids[at]!);
		journeys.category.push(categories.view()[at]!);
		for (let vertex = 0; vertex < count; vertex++) {
			lng.push(own[vertex * 2]!);
			lat.push(own[vertex * 2 + 1]!);
			t.push(times[first + vertex]!);
		}
	}
	const folder = join(context.out, 'trips', name);
	await mkdir(folder, { recursive: true });
	await writeArrow(join(folder, 'journeys.arrow'), {
		id: textColumn(journeys.id.length, (row) => journeys.id[row], false),
		category: categoryColumn(Int32Array.from(journeys.category), vendors.texts),
		first: numberColumn(Uint32Array.from(journeys.first)),
		count: numberColumn(Uint32Array.from(journeys.count))
	});
	await writeArrow(join(folder, 'vertices.arrow'), {
		lng: numberColumn(lng.view()),
		lat: numberColumn(lat.view()),
		t: numberColumn(t.view())
	});
	stage.end();
	let [from, to] = [Infinity, -Infinity];
	for (const second of t.view()) {
		if (second < from) from = second;
		if (second > to) to = second;
	}
	const attribution = context.attribution(name);
	context.datasets.push({
		kind: 'trips',
		id: name,
		title: context.title(name),
		file: `trips/${name}`,
		rows: journeys.id.length,
		...(attribution === undefined ? {} : { attribution }),
		seconds: from <= to ? { from, to } : { from: 0, to: 0 }
	});
}

interface Journey {
	readonly id: string;
	readonly category: string;
	readonly positions: Float64Array;
	readonly seconds: Float64Array;
}

/** The journey, or why it is none. */
function journeyOf(file: string, index: number, value: unknown): Journey | string {
	if (!isObject(value)) return 'not an object';
	const { path, timestamps } = value;
	if (!Array.isArray(path)) return 'no path';
	if (!Array.isArray(timestamps)) return 'no timestamps';
	if (path.length !== timestamps.length) return 'path and timestamps differ in length';
	if (path.length < 2) return 'fewer than two vertices';
	const positions = new Float64Array(path.length * 2);
	const seconds = new Float64Array(path.length);
	for (const [at, position] of (path as unknown[]).entries()) {
		const [lng, lat] = Array.isArray(position) ? (position as unknown[]) : [];
		const second: unknown = timestamps[at];
		if (typeof lng !== 'number' || typeof lat !== 'number') return 'a vertex without a position';
		if (typeof second !== 'number' || !Number.isFinite(second)) return 'a vertex without a time';
		if (!isPosition(lng, lat)) throw outOfRange(file, `journey ${index}, vertex ${at}`, [lng, lat]);
		if (at > 0 && second < seconds[at - 1]!) return 'times run backwards';
		positions[at * 2] = lng;
		positions[at * 2 + 1] = lat;
		seconds[at] = second;
	}
	const id = value['id'];
	const category = value['category'] ?? value['vendor'];
	return {
		id: typeof id === 'string' || typeof id === 'number' ? String(id) : String(index),
		category: category === undefined || category === null ? '' : String(category),
		positions,
		seconds
	};
}

/** Median of every second value from `offset`. */
function median(flat: Float64Array, offset: 0 | 1): number {
	const values = new Float64Array(flat.length / 2);
	for (let at = 0; at < values.length; at++) values[at] = flat[at * 2 + offset]!;
	values.sort();
	return values[values.length >> 1] ?? 0;
}

/** The vertex farthest away, when it is farther from the bbox (else from the middle) than a journey can be. */
function strayOf(
	path: Float64Array,
	middle: readonly [number, number],
	bbox: BBox | undefined
): { lng: number; lat: number; km: number } | undefined {
	let worst: { lng: number; lat: number; km: number } | undefined;
	for (let at = 0; at < path.length; at += 2) {
		const [lng, lat] = [path[at]!, path[at + 1]!];
		const to = bbox
			? ([Math.min(Math.max(lng, bbox[0]), bbox[2]), Math.min(Math.max(lat, bbox[1]), bbox[3])] as const)
			: middle;
		const km = kilometres(lng, lat, to[0], to[1]);
		if (km > FARTHEST_KM && km > (worst?.km ?? 0)) worst = { lng, lat, km };
	}
	return worst;
}

/** Great-circle distance on the mean sphere. */
export function kilometres(lngA: number, latA: number, lngB: number, latB: number): number {
	const rad = Math.PI / 180;
	const h =
		Math.sin(((latB - latA) * rad) / 2) ** 2 +
		Math.cos(latA * rad) * Math.cos(latB * rad) * Math.sin(((lngB - lngA) * rad) / 2) ** 2;
	return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
}
