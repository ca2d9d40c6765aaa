import { expect, test } from 'vitest';
import type { DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import type { Note } from '#lib/model/note.ts';
import { readGeoJson } from '#workers/files/formats/read-geojson.ts';
import { collectionOf } from './drawings-geojson.ts';
import type { Drawing } from './drawing.ts';

const at = (lng: number, lat: number, height = 0): DrawnPlace => ({ lng, lat, height });
const drawings: readonly Drawing[] = [
	{ tool: 'distance', corners: [at(0, 0), at(1, 0, 12)], ended: true },
	{ tool: 'height', corners: [at(0, 0, 2), at(0, 0, 42.5)], ended: true },
	{ tool: 'point', corners: [at(116.4, 39.9)], ended: true }
];
/** Drawn clockwise. */
const note: Note = {
	id: '17',
	shape: { kind: 'area', corners: [[0, 0], [0, 1], [1, 1]] }, // prettier-ignore
	text: '井盖缺失',
	by: 'Li',
	at: 0
};

test('a measure keeps what it measured, a span its heights', () => {
	const [distance, height] = collectionOf(drawings, []).features;
	expect(distance).toEqual({
		type: 'Feature',
		geometry: { type: 'LineString', coordinates: [[0, 0], [1, 0]] }, // prettier-ignore
		properties: { kind: 'measure', length_m: 111319.491 }
	});
	expect(height).toEqual({
		type: 'Feature',
		geometry: { type: 'LineString', coordinates: [[0, 0, 2], [0, 0, 42.5]] }, // prettier-ignore
		properties: { kind: 'measure', ground_m: 0, rise_m: 40.5, straight_m: 40.5 }
	});
});

test('an area is closed and runs counter-clockwise, however it was drawn', () => {
	expect(collectionOf([], [note]).features).toEqual([
		{
			type: 'Feature',
			id: 'note-17',
			geometry: { type: 'Polygon', coordinates: [[[1, 1], [0, 1], [0, 0], [1, 1]]] }, // prettier-ignore
			properties: { kind: 'note', text: '井盖缺失', by: 'Li', at: '1970-01-01T00:00:00.000Z' }
		}
	]);
});

test('what reads dropped files reads the same places and words', () => {
	const table = readGeoJson('notes.geojson', JSON.stringify(collectionOf(drawings, [note])));
	expect(table.geometry).toEqual([
		{ lines: [Float64Array.of(0, 0, 1, 0)] },
		{ lines: [Float64Array.of(0, 0, 0, 0)] },
		{ points: Float64Array.of(116.4, 39.9) },
		{ polygons: [[Float64Array.of(1, 1, 0, 1, 0, 0, 1, 1)]] }
	]);
	expect(table.columns.map(({ name }) => name)).toContain('text');
	expect(table.notes).toEqual([]);
});
