import { expect, test } from 'vitest';
import type { CityLayer } from '#lib/layers/layer.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import { DiscoveredLayers } from './discovered-layers.ts';

const status = (layer: string, more: Partial<LiveLayerStatus> = {}): LiveLayerStatus => ({
	layer,
	cls: 'state',
	title: { zh: layer, en: layer },
	metrics: [],
	statuses: [],
	moves: false,
	origin: 'measured',
	staleAfter: 1000,
	entities: 0,
	newestAt: undefined,
	stale: false,
	replayed: false,
	trueDateShift: undefined,
	counts: {},
	attribution: '',
	...more
});
const metro: CityLayer = {
	id: 'metro',
	kind: 'movers',
	group: 'live',
	title: () => 'Metro',
	swatch: { shape: 'streak', token: '--tx-0' },
	initially: true,
	stream: 'metro',
	show: () => ({ hide: () => undefined })
};
const { stream: _, ...listed }: CityLayer = { ...metro, id: 'cameras', kind: 'points' };
const kinds = (layers: readonly CityLayer[]) => layers.map(({ id, kind }) => `${id} ${kind}`);

test('streams that the pack does not know become layers by what they are, in front of the pack’s', () => {
	const layers = new DiscoveredLayers([metro]);
	const fresh = layers.hear([
		status('metro'),
		status('air'),
		status('buses', { moves: true }),
		status('alerts', { cls: 'event' })
	]);
	expect(kinds(fresh)).toEqual(['air sensors', 'buses movers', 'alerts alerts']);
	expect(kinds(layers.layers)).toEqual(['air sensors', 'buses movers', 'alerts alerts', 'metro movers']);
});

test('the list is another one only when a layer is', () => {
	const layers = new DiscoveredLayers([metro]);
	layers.hear([status('air')]);
	const before = layers.layers;
	expect(layers.hear([status('air', { entities: 5, stale: true })])).toEqual([]);
	expect(layers.layers).toBe(before);
	expect(layers.hear([status('air', { title: { zh: '空气', en: 'Air' } })])).toEqual([]);
	expect(layers.layers).not.toBe(before);
});

test('a stream of the things that the pack lists takes the place of their list', () => {
	const layers = new DiscoveredLayers([metro, listed]);
	layers.hear([status('cameras')]);
	expect(kinds(layers.layers)).toEqual(['cameras sensors', 'metro movers']);
});

test('a layer becomes another one when its theme says how to draw it', () => {
	const layers = new DiscoveredLayers([]);
	layers.hear([status('levels')]);
	const before = layers.layers;
	layers.hear([status('levels')], () => 'column');
	expect(layers.layers).not.toBe(before);
	expect(layers.layers.map(({ swatch }) => swatch.shape)).toEqual(['box']);
});
