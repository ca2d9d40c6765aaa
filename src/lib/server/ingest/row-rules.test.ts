import { expect, test } from 'vitest';
import { MAX_METRICS, layerDeclaration } from '#lib/model/live-layer.ts';
import type { Observation, Rejected } from '#lib/model/observation.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { MAX_LAYERS } from '../bus/catalogue.ts';
import { KnownLayers } from './known-layers.ts';
import { placeRow } from './row-rules.ts';

const AIR = layerDeclaration.parse({
	id: 'air',
	metrics: [
		{ name: 't', unit: 'Cel', range: [-60, 60] },
		{ name: 'pm25', unit: 'ug/m3' }
	]
});
const known = (layers = 1) =>
	new KnownLayers({
		layers,
		knows: () => false,
		layer: (id) =>
			id === 'air' ? { number: 1, declaration: AIR, statuses: [], version: 1, entities: 0 } : undefined
	});
const NOW = 1_772_323_200_000;

function place(row: Partial<Observation>, layers = known(), layer: string | null = 'air') {
	const rejected: Rejected[] = [];
	const placed = placeRow(
		{ kind: 'observation', entity: 'a', at: NOW, ...row },
		{ layer: layer ?? undefined, receivedAt: NOW },
		layers,
		(what) => rejected.push(what)
	);
	return { row: placed?.row as Observation | undefined, rejected }; // only observations go in here
}

test('a value without a unit is in the unit of its layer; another unit is converted', () => {
	expect(place({ values: { t: 21 } }).row!.values).toEqual({ t: 21 });
	const { row, rejected } = place({ values: { t: 70, pm25: 0.035 }, units: { t: '[degF]', pm25: 'mg/m3' } });
	expect(row!.values!['t']).toBeCloseTo(21.1111, 4);
	expect(row!.values!['pm25']).toBeCloseTo(35, 9);
	expect([row!.units, rejected]).toEqual([{ t: 'Cel', pm25: 'ug/m3' }, []]);
});

test('a unit of something else costs the value only; a row with nothing left is no row', () => {
	const wrong = { values: { t: 5, pm25: 35 }, units: { t: 'km', pm25: 'ug/m3' } };
	const reason = 'it came in km, but the layer has it in Cel, which measures something else';
	expect(place(wrong)).toMatchObject({
		row: { values: { pm25: 35 } },
		rejected: [{ place: 'air/a, t', reason }]
	});
	expect(place({ values: { t: 5 }, units: { t: 'km' } }).row).toBeUndefined();
	expect(place({ values: { t: 5 }, units: { t: 'km' }, status: 'ok' }).row).toMatchObject({ status: 'ok' });
});

test('the first unit of a new metric is the unit of all that follow', () => {
	const layers = known();
	place({ values: { wind: 1 }, units: { wind: 'm/s' } }, layers);
	expect(place({ values: { wind: 36 }, units: { wind: 'km/h' } }, layers).row!.values!['wind']).toBeCloseTo(
		10,
		9
	);
});

test('a value outside of its range is kept and marked', () => {
	expect(place({ values: { t: 61 } }).row).toMatchObject({ values: { t: 61 }, quality: QUALITY.outOfRange });
	expect(place({ values: { t: 60 }, quality: QUALITY.estimated }).row!.quality).toBe(QUALITY.estimated);
});

test('a value that a float32 cannot hold is refused', () => {
	expect(place({ values: { t: 1e39 } }).rejected[0]!.reason).toBe('the number is too large to be kept');
});

test('a time up to five seconds ahead is believed, a later one is ours', () => {
	expect(place({ at: NOW + 5000, status: 'ok' }).row).toMatchObject({ at: NOW + 5000 });
	expect(place({ at: NOW + 5001, status: 'ok' }).row).toMatchObject({
		at: NOW,
		quality: QUALITY.clockSuspect
	});
});

test('a layer has a name of its rules, one class, and room', () => {
	expect(place({}, known(), null).rejected[0]!.reason).toMatch(/^it names no layer/);
	expect(place({ layer: 'Air Quality' }).rejected[0]!.reason).toMatch(/^"Air Quality" cannot be a layer/);
	const event = { kind: 'event', id: 'e', at: NOW, type: 'x', severity: 'minor', title: {} } as const;
	const rejected: Rejected[] = [];
	expect(
		placeRow(event, { layer: 'air', receivedAt: NOW }, known(), (what) => rejected.push(what))
	).toBeUndefined();
	expect(rejected).toEqual([
		{ place: 'air/e', reason: 'the layer air holds observations, and this is an event' }
	]);
	expect(place({ layer: 'new' }, known(MAX_LAYERS)).rejected[0]!.reason).toMatch(/as many live layers/);
});

test('a layer has room for so many things; those it has go on', () => {
	const log = {
		layers: 1,
		layer: () => ({ number: 1, declaration: AIR, statuses: [], version: 1, entities: 2 }),
		knows: (_: string, entity: string) => entity === 'a' || entity === 'b'
	};
	const layers = new KnownLayers(log, 3);
	const taken = (entity: string) => place({ entity, status: 'ok' }, layers).row !== undefined;
	expect(['a', 'c', 'd', 'c', 'b'].map(taken)).toEqual([true, true, false, true, true]);
});

test('rows meet a declaration that is on its way before them', () => {
	const layers = known();
	layers.expect(layerDeclaration.parse({ id: 'wind', metrics: [{ name: 'v', unit: 'm/s' }] }));
	expect(
		place({ layer: 'wind', values: { v: 36 }, units: { v: 'km/h' } }, layers).row!.values!['v']
	).toBeCloseTo(10, 9);
});

test('every row of a simulated layer says so, beside what else is said of it', () => {
	const layers = known();
	layers.expect({ ...AIR, origin: 'simulated' });
	expect(place({ values: { t: 61 } }, layers).row!.quality).toBe(QUALITY.simulated | QUALITY.outOfRange);
	layers.expect(AIR);
	expect(place({ values: { t: 21 } }, layers).row!.quality).toBeUndefined();
});

test('metrics and status words beyond what a layer can have are said, not dropped in silence', () => {
	const layers = known();
	const values = Object.fromEntries(Array.from({ length: MAX_METRICS - 2 }, (_, i) => [`m${i}`, 1]));
	expect(place({ values }, layers).rejected).toEqual([]);
	expect(place({ values: { t: 1, more: 1 } }, layers)).toMatchObject({
		row: { values: { t: 1 } },
		rejected: [{ place: 'air/a, more' }]
	});
	for (let i = 0; i < 255; i++) place({ status: `s${i}` }, layers);
	expect(place({ status: 's300', values: { t: 1 } }, layers)).toMatchObject({
		row: { values: { t: 1 } },
		rejected: [{ place: 'air/a, status' }]
	});
});

test('that a layer has nothing is said of layers that are there, and makes none', () => {
	const nobody = { entity: 'nobody', gone: true } as const;
	expect(place(nobody)).toEqual({ row: { kind: 'observation', at: NOW, ...nobody }, rejected: [] });
	expect(place(nobody, known(), 'buses')).toEqual({ row: undefined, rejected: [] });
});
