import { ScatterplotLayer } from '@deck.gl/layers';
import { SceneFrame } from '../../../src/lib/scene/scene-frame.ts';
import type { Contestant } from './contestant.ts';
import { openDeck } from './deck-canvas.ts';
import { ANCHOR, type Entities } from './entities.ts';
import { between, TwoSamples } from './two-samples.ts';
import { SIZE_PX } from './view.ts';

const STYLE = {
	id: 'points',
	radiusUnits: 'pixels',
	getRadius: SIZE_PX / 2,
	getFillColor: [255, 255, 255, 255],
	stroked: false,
	parameters: { depthCompare: 'always' }
} as const;

/** As people usually do it: rows, accessors and a new array each frame. */
export function openDeckAccessors(entities: Entities, pixels: number): Promise<Contestant> {
	const frame = new SceneFrame(ANCHOR);
	const news = new TwoSamples(entities);
	return openDeck(pixels, () => ({
		sample: news.sample,
		positions: news.positions,
		layers: (time) => {
			const { from, to } = news;
			const rows = Array.from({ length: entities.count }, (_, i) => ({
				position: frame.localToScene(between(from, to, time, 4 * i, 0), between(from, to, time, 4 * i, 1), 0)
			}));
			return [
				new ScatterplotLayer({
					...STYLE,
					data: rows,
					getPosition: (row: { position: [number, number, number] }) => row.position
				})
			];
		}
	}));
}

/** At its best: binary positions, rewritten each frame. */
export function openDeckBinary(entities: Entities, pixels: number): Promise<Contestant> {
	const values = new Float32Array(3 * entities.count);
	const news = new TwoSamples(entities);
	return openDeck(pixels, () => ({
		sample: news.sample,
		positions: news.positions,
		layers: (time) => {
			const { from, to } = news;
			for (let i = 0; i < entities.count; i++) {
				values[3 * i] = between(from, to, time, 4 * i, 0);
				values[3 * i + 1] = between(from, to, time, 4 * i, 1);
			}
			return [
				new ScatterplotLayer({
					...STYLE,
					coordinateSystem: 'meter-offsets',
					coordinateOrigin: [...ANCHOR, 0],
					data: { length: entities.count, attributes: { getPosition: { value: values, size: 3 } } }
				})
			];
		}
	}));
}
