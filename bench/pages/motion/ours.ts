import { metreCamera, type FlatViewport } from '../../../src/lib/scene/metre-camera.ts';
import { MotionLayer } from '../../../src/lib/scene/motion/motion-layer.ts';
import { MotionStore } from '../../../src/lib/scene/motion/motion-store.ts';
import { SceneFrame } from '../../../src/lib/scene/scene-frame.ts';
import type { Contestant } from './contestant.ts';
import { openDeck } from './deck-canvas.ts';
import { ANCHOR, type Entities } from './entities.ts';
import { SIZE_PX } from './view.ts';

/** Cityloop's motion layer: two samples on the GPU, a frame is a time. */
export function openOurs(entities: Entities, pixels: number): Promise<Contestant> {
	const frame = new SceneFrame(ANCHOR);
	const store = new MotionStore('bench', SIZE_PX, [255, 255, 255, 255], 0);
	store.reset(entities.count, 0);
	store.write({ slot: 'a', first: 0, samples: entities.samples(0) });
	store.write({ slot: 'b', first: 0, samples: entities.samples(1) });
	let slot: 'a' | 'b' = 'a';
	let now = 0;
	let given = false;
	return openDeck(pixels, (deck) => {
		const layer = new MotionLayer({
			id: 'ours',
			store,
			selected: () => undefined,
			trailColour: () => [1, 1, 1],
			trailWidthPx: 0,
			frame: () => {
				const seen = deck.getViewports()[0];
				if (!seen) return undefined;
				const camera = metreCamera(seen as unknown as FlatViewport, frame);
				return {
					clipFromMetre: camera.clipFromMetre,
					camera: [camera.position.x, camera.position.y, camera.position.z],
					pixels: [pixels, pixels],
					ratio: 1,
					time: () => now
				};
			}
		});
		return {
			sample: (second) => {
				store.write({ slot, first: 0, samples: entities.samples(second) });
				slot = slot === 'a' ? 'b' : 'a';
			},
			positions: (time) => {
				const xy = new Float64Array(2 * entities.count);
				for (let i = 0; i < entities.count; i++) {
					const state = store.stateAt(i, time);
					xy.set([state?.x ?? Number.NaN, state?.y ?? Number.NaN], 2 * i);
				}
				return xy;
			},
			layers: (time) => {
				now = time;
				if (given) {
					layer.setNeedsRedraw();
					return undefined;
				}
				given = true;
				return [layer];
			}
		};
	});
}
