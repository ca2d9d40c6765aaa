import { expect, test } from 'vitest';
import type { WallScene } from '#lib/model/wall/scene.ts';
import { emptyView } from './first-scene-view.ts';
import { staleLayerOf, type SourceStates } from './stale-layer.ts';

const city = { id: 'gridtown', home: { lng: 0, lat: 0, zoom: 12, pitch: 0, bearing: 0 } };
const layer = (id: string, stream?: string) => ({ id, ...(stream !== undefined && { stream }) });
/** Rain is late, traffic is not; the labels are of no source. */
const session = {
	layers: [layer('labels'), layer('rain', 'rain'), layer('traffic', 'traffic')],
	status: ({ stream }: { stream?: string }) => stream !== undefined && { stale: stream === 'rain' },
	desk: {
		themes: {
			get: () => ({
				layers: [
					{ id: 'traffic', shown: false },
					{ id: 'rain', shown: true }
				]
			})
		}
	}
} as unknown as SourceStates; // what of them is asked
const scene = (
	layers?: string[],
	time: { kind: 'live' } | { kind: 'replay'; at: number; speed: number } = { kind: 'live' }
): WallScene => ({
	id: 'flood',
	name: { zh: '防汛', en: 'Flood' },
	layout: 'theme',
	language: 'zh-CN',
	tags: [],
	...(layers && { view: { ...emptyView(city as never), layers, time } })
});

test('a scene is about the first live layer of its view', () => {
	expect(staleLayerOf(session, scene(['labels', 'rain', 'traffic']))).toBe('rain');
	expect(staleLayerOf(session, scene(['traffic', 'rain']))).toBeUndefined();
	expect(staleLayerOf(session, scene(['labels']))).toBeUndefined();
});
test('without a view it is about what its theme shows', () => {
	expect(staleLayerOf(session, { ...scene(), theme: 'flood' })).toBe('rain');
	expect(staleLayerOf(session, scene())).toBeUndefined();
});
test('a replay shows what was, however late its source is now', () => {
	expect(staleLayerOf(session, scene(['rain'], { kind: 'replay', at: 0, speed: 1 }))).toBeUndefined();
});
