import type { Point } from '../geometry/point.ts';
import { toLngLat } from './degrees.ts';

/** A file of the city's open data: text or bytes in pieces, as they are asked for. */
export interface Source {
	readonly name: string;
	readonly chunks: () => Iterable<string | Uint8Array>;
}

/** One GeoJSON feature on a line. */
export function feature(
	properties: object,
	type: 'Polygon' | 'MultiPolygon' | 'LineString',
	coordinates: unknown
): string {
	return `${JSON.stringify({ type: 'Feature', properties, geometry: { type, coordinates } })}\n`;
}

/** Rings as RFC 7946 has them, closed. */
export function polygon(rings: readonly (readonly Point[])[]): [number, number][][] {
	return rings.map((ring) => {
		const positions = ring.map(toLngLat);
		return [...positions, positions[0]!];
	});
}

/** A table as CSV: undefined is empty, text with commas or quotes is quoted. */
export function csvLine(values: readonly (string | number | boolean | undefined)[]): string {
	return `${values
		.map((value) => {
			const text = value === undefined ? '' : String(value);
			return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
		})
		.join(',')}\n`;
}

/** Joins small pieces to large ones: a file is not written line by line. */
export function* batched(lines: Iterable<string>): Generator<string> {
	let batch: string[] = [];
	let size = 0;
	for (const line of lines) {
		batch.push(line);
		size += line.length;
		if (size < 1 << 18) continue;
		yield batch.join('');
		batch = [];
		size = 0;
	}
	if (batch.length > 0) yield batch.join('');
}
