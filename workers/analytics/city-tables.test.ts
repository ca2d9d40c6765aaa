import {
	Dictionary,
	Float64,
	Int32,
	Table,
	Utf8,
	makeVector,
	tableToIPC,
	vectorFromArray
} from 'apache-arrow';
import { expect, test } from 'vitest';
import type { Dataset } from '#lib/model/city.ts';
import { createAnalyticsApi } from './api.ts';
import { openNodeBindings } from './open-node-bindings.ts';

const title = { zh: '', en: '' };
const numbers = (values: readonly number[]) => vectorFromArray(values, new Float64());

/** A crossroads: a node in the middle, two roads from it. */
const nodes = new Table({
	id: makeVector(Uint32Array.of(0, 1, 2)),
	lng: numbers([10, 12, 10]),
	lat: numbers([50, 50, 54])
});
const links = new Table({
	from: makeVector(Uint32Array.of(0, 2)),
	to: makeVector(Uint32Array.of(1, 0)),
	name: vectorFromArray(['East Road', 'North Road'], new Dictionary(new Utf8(), new Int32()))
});
const quarter = {
	type: 'Feature',
	properties: { title: 'Old town', people: 1200 },
	geometry: {
		type: 'Polygon',
		coordinates: [
			[
				[10, 50],
				[12, 50],
				[12, 52],
				[10, 52],
				[10, 50]
			]
		]
	}
};
const files: Readonly<Record<string, Uint8Array | string>> = {
	'/pack/roads/nodes.arrow': tableToIPC(nodes, 'stream'),
	'/pack/roads/links.arrow': tableToIPC(links, 'stream'),
	'/pack/areas/quarters.geojson': JSON.stringify({ type: 'FeatureCollection', features: [quarter] }),
	'/pack/areas/broken.geojson': '{"type": "Feature"}'
};
const areas = (id: string): Dataset => ({
	id,
	kind: 'areas',
	title,
	file: `areas/${id}.geojson`,
	rows: 1,
	nameProperty: 'title'
});

async function city() {
	const api = createAnalyticsApi({
		openBindings: openNodeBindings,
		fetch: (url) => Promise.resolve(new Response(files[new URL(url).pathname] as BodyInit))
	});
	const roads: Dataset = { id: 'roads', kind: 'roads', title, file: 'roads/links.arrow', rows: 2 };
	api.start({
		packUrl: 'http://city.test/pack/',
		datasets: [roads, areas('quarters'), areas('broken')],
		timezone: 'UTC'
	});
	return api;
}
const rowsOf = async (api: Awaited<ReturnType<typeof city>>, sql: string) => {
	const { columns, rowCount } = await api.sql(sql);
	return Array.from({ length: rowCount }, (_, row) => columns.map(({ values }) => values[row]));
};

test('roads are stretches with a number and the middle between their ends', { timeout: 60_000 }, async () => {
	const api = await city();
	expect(await rowsOf(api, 'SELECT id, name, lng, lat FROM roads_links ORDER BY id')).toEqual([
		[0, 'East Road', 11, 50],
		[1, 'North Road', 10, 52]
	]);
});

test('areas are asked by their names, and a file that is none says so', { timeout: 60_000 }, async () => {
	const api = await city();
	expect(await rowsOf(api, 'SELECT "row", name, people, lng, lat FROM quarters')).toEqual([
		[0, 'Old town', 1200, 11, 51]
	]);
	await expect(api.sql('SELECT * FROM broken')).rejects.toMatchObject({ code: 'PACK_BROKEN' });
});
