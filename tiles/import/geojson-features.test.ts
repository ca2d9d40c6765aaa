import { expect, test } from 'vitest';
import { feature, put, scratch, square } from '../../tests/fixtures/import/run-import.ts';
import { GeometryProblem, linesOf, polygonsOf, readFeatures, type Feature } from './geojson-features.ts';
import { JsonValueCutter } from './json-values.ts';
import { openSource } from './source-file.ts';

const A = feature({ n: 'a "[{" ' }, 'Point', [1, 2]);
const B = feature({ n: 'b\\' }, 'Point', [3, 4]);

async function read(text: string): Promise<Feature[]> {
	const source = await openSource(put(scratch(), 'f.geojson', text));
	const all: Feature[] = [];
	for await (const batch of readFeatures(source)) all.push(...batch);
	return all;
}

test.each([
	['a FeatureCollection', `\ufeff{"type":"FeatureCollection","features":[${A},\n${B}],"bbox":[0,0,1,1]}`],
	['GeoJSON lines', `${A}\n${B}\n`],
	['a sequence of RFC 8142', `\x1e${A}\n\x1e${B}\n`],
	['an array of features', `[${A},${B}]`]
])('%s is read feature by feature', async (_name, text) => {
	const features = await read(text);
	expect(features.map(({ number, properties }) => [number, properties['n']])).toEqual([
		[1, 'a "[{" '],
		[2, 'b\\']
	]);
});

test('an empty collection has no features and is no error', async () => {
	expect(await read('{"type":"FeatureCollection","features":[]}')).toEqual([]);
});

test('values are cut right wherever the chunks end', () => {
	const text = Buffer.from(`{"type":"FeatureCollection","features":[${A},${B}]}`);
	for (let size = 1; size < 40; size++) {
		const cutter = new JsonValueCutter('f', 'features');
		const pieces: string[] = [];
		for (let at = 0; at < text.length; at += size)
			pieces.push(...cutter.push(text.subarray(at, at + size)).map((piece) => piece.text));
		cutter.end();
		expect(pieces).toEqual([A, B, '{"type":"FeatureCollection","features":[]}']);
	}
});

test('rings come out flat and open, without repeated vertices', () => {
	const ring = [
		[0, 0],
		[0, 0],
		[2, 0],
		[2, 2],
		[0, 0]
	];
	const found = polygonsOf('f', {
		number: 1,
		properties: {},
		geometry: { type: 'Polygon', coordinates: [ring, square(1, 0.5, 0.1)] }
	});
	expect(
		found instanceof GeometryProblem ? found.reason : found.map((polygon) => polygon.map((r) => [...r]))
	).toEqual([
		[
			[0, 0, 2, 0, 2, 2],
			[1, 0.5, 1.1, 0.5, 1.1, 0.6, 1, 0.6]
		]
	]);
});

test('what is no polygon or line has a reason', () => {
	const of = (geometry: Feature['geometry']) => ({ number: 1, properties: {}, geometry });
	expect(polygonsOf('f', of(null))).toEqual(new GeometryProblem('no geometry'));
	expect(polygonsOf('f', of({ type: 'Point', coordinates: [0, 0] }))).toEqual(
		new GeometryProblem('a Point is not a polygon')
	);
	expect(linesOf('f', of({ type: 'LineString', coordinates: [[0, 0]] }))).toEqual(
		new GeometryProblem('line with fewer than two vertices')
	);
});
