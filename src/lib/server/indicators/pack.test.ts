import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	Bool,
	Dictionary,
	Field,
	Float32,
	Int32,
	Schema,
	Table,
	Uint32,
	Utf8,
	tableToIPC,
	vectorFromArray
} from 'apache-arrow';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dataset } from '#lib/model/city.ts';
import { IndicatorStage, indicatorOf, themeOf } from '../../../../tests/fixtures/indicator-stage.ts';
import { observation } from '../../../../tests/fixtures/live-log.ts';

let packDir: string;
let stage: IndicatorStage;
beforeEach(() => {
	packDir = mkdtempSync(join(tmpdir(), 'cityloop-pack-'));
	mkdirSync(join(packDir, 'areas'));
	writeFileSync(
		join(packDir, 'areas', 'districts.geojson'),
		squares('name', [
			['West', 0],
			['East', 10]
		])
	);
	writeFileSync(
		join(packDir, 'areas', 'wards.geojson'),
		squares(
			'ward',
			[
				['W1', 0],
				['W2', 5],
				['E1', 10]
			],
			5
		)
	);
	writeFileSync(join(packDir, 'buildings.arrow'), tableToIPC(buildings(), 'stream'));
	stage = new IndicatorStage({ packDir, datasets: DATASETS });
	stage.log.declare({ id: 'lamps', interval: 60, metrics: [{ name: 'power', unit: 'W' }] }, stage.clock);
	const say = (id: string, lng: number, power: number) =>
		observation(id, stage.clock, { position: [lng, 1], values: { power } });
	stage.log.say(
		'lamps',
		[say('w1', 1, 10), say('w2', 6, 20), say('e1', 11, 40), say('outside', -5, 80)],
		stage.clock
	);
});
afterEach(async () => {
	await stage.remove();
	rmSync(packDir, { recursive: true });
});

const title = { zh: '试', en: 'test' };
const DATASETS: readonly Dataset[] = [
	{ kind: 'buildings', id: 'buildings', title, file: 'buildings.arrow', rows: 3, columns: [] },
	{ kind: 'areas', id: 'districts', title, file: 'areas/districts.geojson', rows: 2, nameProperty: 'name' },
	{ kind: 'areas', id: 'wards', title, file: 'areas/wards.geojson', rows: 3, nameProperty: 'ward' }
];

/** Squares in a row, each so wide that it reaches the next, with a number of people. */
function squares(property: string, names: readonly (readonly [string, number])[], width = 10): string {
	const features = names.map(([name, west], k) => {
		const east = west + width;
		const ring = [
			[west, 0],
			[east, 0],
			[east, 10],
			[west, 10],
			[west, 0]
		];
		const properties = { [property]: name, people: 100 * (k + 1) };
		return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
	});
	return JSON.stringify({ type: 'FeatureCollection', features });
}

function buildings(): Table {
	const columns = {
		id: vectorFromArray([0, 1, 2], new Uint32()),
		use: vectorFromArray(['home', 'school', 'home'], new Dictionary(new Utf8(), new Int32())),
		height: vectorFromArray([10, null, 30], new Float32()),
		height_estimated: vectorFromArray([false, true, false], new Bool()),
		lng: vectorFromArray([1, 2, 12], new Float32()),
		lat: vectorFromArray([1, 1, 1], new Float32())
	};
	const fields = Object.entries(columns).map(([name, { type }]) => new Field(name, type, true));
	return new Table(new Schema(fields), columns);
}

const SUM = 'select sum(power) as value from lamps';

test('a theme of some districts sees only their rows, of live layers and of the pack', async () => {
	const indicators = [
		indicatorOf('sum', SUM, { drill: 'select id from lamps order by id' }),
		indicatorOf('homes', `select count(*) filter (where "use" = 'home') as value from buildings`, {
			layer: 'buildings',
			layers: []
		})
	];
	stage.themes = [
		{ theme: themeOf('all', indicators) },
		{ theme: themeOf('west', indicators), districts: ['West'] }
	];
	await stage.pass(1);
	const values = stage.indicators
		.list()
		.indicators.map(({ key, latest }) => [key, latest?.value, latest?.rows]);
	expect(values).toEqual([
		['all/sum', 150, 4],
		['all/homes', 2, 3],
		['west/sum', 30, 2],
		['west/homes', 1, 2]
	]);
	const { rows } = await stage.indicators.entities('west/sum', 9, { ingest: false, may: () => true });
	expect(rows).toEqual([['w1'], ['w2']]);
});

test('area by area, a number is its formula over the rows of each', async () => {
	const drill = 'select id, power from lamps where power > 10';
	const wards = indicatorOf('wards', SUM, { drill, areas: 'wards' });
	const districts = indicatorOf('districts', SUM, { drill, areas: 'districts' });
	const nowhere = indicatorOf('nowhere', SUM, { areas: 'parishes' });
	stage.themes = [{ theme: themeOf('all', [wards, districts, nowhere]) }];
	await stage.pass(1);
	const inputs = { at: stage.clock, version: 1, staleRows: 0, origin: 'measured' };
	const newestInput = stage.clock - 1000;
	expect(stage.indicators.detail('all/wards')).toMatchObject({
		areasOf: 'wards',
		latest: { value: 150, rows: 3 }
	});
	expect(stage.indicators.detail('all/wards').areas).toEqual([
		{ area: 'W1', value: 10, rows: 0, ...inputs },
		{ area: 'W2', value: 20, rows: 1, newestInput, ...inputs },
		{ area: 'E1', value: 40, rows: 1, newestInput, ...inputs }
	]);
	expect(stage.indicators.detail('all/districts').areas.map(({ area, value }) => [area, value])).toEqual([
		['West', 30],
		['East', 40]
	]);
	expect(stage.indicators.detail('all/nowhere')).toMatchObject({
		stale: false,
		latest: { value: 150 },
		areas: []
	});
	const path = `/api/indicators/all/wards/history?from=0&to=${stage.clock}&area=E1`;
	expect(await stage.ask(path)).toMatchObject({ body: { area: 'E1', values: [{ value: 40 }] } });
});

test('a lamp that is moved to another district counts there', async () => {
	stage.themes = [{ theme: themeOf('all', [indicatorOf('sum', SUM, { areas: 'districts' })]) }];
	await stage.pass(1);
	stage.log.say('lamps', [observation('w1', stage.clock, { position: [11, 1] })], stage.clock);
	await stage.pass(120);
	expect(stage.indicators.detail('all/sum').areas.map(({ area, value }) => [area, value])).toEqual([
		['West', 20],
		['East', 50]
	]);
});

test('buildings and areas are tables with their own columns', async () => {
	const height =
		'select avg(height) as value, count(*) filter (where height_estimated) as numerator from buildings';
	const crowd = 'select sum(people) as value from wards where name like $$W%$$';
	stage.themes = [
		{
			theme: themeOf('all', [
				indicatorOf('height', height, { layer: 'buildings', layers: [] }),
				indicatorOf('crowd', crowd, {
					layer: 'wards',
					layers: [],
					drill: 'select id, people from wards order by id'
				})
			])
		}
	];
	await stage.pass(1);
	expect(stage.state('all/height').latest).toMatchObject({ value: 20, numerator: 1, rows: 3, staleRows: 0 });
	expect(stage.state('all/crowd').latest).toMatchObject({ value: 300, rows: 3 });
	const { rows } = await stage.indicators.entities('all/crowd', 9, { ingest: false, may: () => true });
	expect(rows).toEqual([
		['E1', 300],
		['W1', 100],
		['W2', 200]
	]);
});

test('a pack that cannot be read fails what is made of it, and nothing else', async () => {
	writeFileSync(join(packDir, 'buildings.arrow'), 'no arrow');
	stage.themes = [
		{
			theme: themeOf('all', [
				indicatorOf('sum', SUM),
				indicatorOf('tall', 'select max(height) as value from buildings', { layer: 'buildings' })
			])
		}
	];
	await stage.pass(1);
	expect(stage.state('all/sum').latest?.value).toBe(150);
	expect(stage.state('all/tall').failure).toBe(
		`${join(packDir, 'buildings.arrow')} cannot be read: import the city again.`
	);
});
