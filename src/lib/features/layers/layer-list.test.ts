import { expect, test } from 'vitest';
import type { CityLayer } from '#lib/layers/layer.ts';
import { spellingOf } from '#lib/model/spelling.ts';
import { catalogueOf, listedLayers } from './layer-list.ts';

const layer = (id: string, title: string, stream = false): CityLayer => ({
	id,
	kind: 'points',
	group: 'events',
	title: () => title,
	swatch: { shape: 'dot', token: '--cat-1' },
	initially: false,
	...(stream && { stream: id }),
	show: () => ({ hide: () => undefined })
});
const cars = layer('cars', '浮动车', true);
const air = layer('air', '空气质量', true);
const poles = layer('poles', '灯杆');
const streets = layer('streets', '街道');
const all = [cars, air, poles, streets];
const headings = [
	{ id: 'mobility', title: '交通', has: ({ id }: CityLayer) => id === 'cars' },
	{ id: 'live', title: '实时', has: ({ stream }: CityLayer) => stream !== undefined },
	{ id: 'map', title: '地图', has: () => true }
];
const groups = (words: string, listed: readonly CityLayer[] = []) =>
	catalogueOf(all, listed, headings, words, spellingOf).map(({ id, layers }) => [
		id,
		...layers.map((one) => one.id)
	]);

test('the list is in the order of the view, without what the city does not have', () => {
	expect(listedLayers(all, ['poles', 'gone', 'cars'])).toEqual([poles, cars]);
});

test('every other layer is under the first heading that has it', () => {
	expect(groups('')).toEqual([
		['mobility', 'cars'],
		['live', 'air'],
		['map', 'poles', 'streets']
	]);
	expect(groups('', [cars, poles])).toEqual([
		['live', 'air'],
		['map', 'streets']
	]);
});

test('found by name, pinyin, id and heading', () => {
	expect(groups('空气')).toEqual([['live', 'air']]);
	expect(groups('fdc')).toEqual([['mobility', 'cars']]);
	expect(groups('poles')).toEqual([['map', 'poles']]);
	expect(groups('交通')).toEqual([['mobility', 'cars']]);
	expect(groups('zzz')).toEqual([]);
});
