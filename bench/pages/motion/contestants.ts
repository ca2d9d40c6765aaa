import { Deck, MapView, type Layer, type Viewport } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import { metreCamera, type FlatViewport } from '../../../src/lib/scene/metre-camera.ts';
import { MotionLayer } from '../../../src/lib/scene/motion/motion-layer.ts';
import { MotionStore } from '../../../src/lib/scene/motion/motion-store.ts';
import { SceneFrame } from '../../../src/lib/scene/scene-frame.ts';
import { ANCHOR, between, type Entities } from './entities.ts';

/** A way to show moving entities. `frame` prepares the layers of one frame, `sample` takes a second's news. */
export interface Contestant {
	/** The layers of a frame; undefined: those of the frame before, drawn again. */
	readonly layers: (time: number) => Layer[] | undefined;
	readonly sample: (second: number) => void;
	/** Positions drawn at a time, x and y metres by entity. */
	readonly positions: (time: number) => Float64Array;
}

export type Name = 'floor' | 'ours' | 'deck accessors' | 'deck binary';

const SIZE_PX = 6;

export function contestant(
	name: Name,
	entities: Entities,
	viewport: () => Viewport | undefined,
	pixels: number
): Contestant {
	const frame = new SceneFrame(ANCHOR);
	if (name === 'floor')
		return { layers: () => undefined, sample: () => undefined, positions: () => new Float64Array(0) };
	if (name === 'ours') return ours(entities, frame, viewport, pixels);
	let from = entities.samples(0);
	let to = entities.samples(1);
	const sample = (second: number) => {
		from = to;
		to = entities.samples(second);
	};
	const positions = (time: number) => {
		const xy = new Float64Array(2 * entities.count);
		for (let i = 0; i < entities.count; i++) {
			xy[2 * i] = between(from, to, time, 4 * i, 0);
			xy[2 * i + 1] = between(from, to, time, 4 * i, 1);
		}
		return xy;
	};
	const style = {
		id: 'points',
		radiusUnits: 'pixels',
		getRadius: SIZE_PX / 2,
		getFillColor: [255, 255, 255, 255],
		stroked: false,
		parameters: { depthCompare: 'always' }
	} as const;
	if (name === 'deck accessors')
		return {
			sample,
			positions,
			layers: (time) => {
				const rows = Array.from({ length: entities.count }, (_, i) => ({
					position: frame.localToScene(
						between(from, to, time, 4 * i, 0),
						between(from, to, time, 4 * i, 1),
						0
					)
				}));
				return [
					new ScatterplotLayer({
						...style,
						data: rows,
						getPosition: (row: { position: [number, number, number] }) => row.position
					})
				];
			}
		};
	const values = new Float32Array(3 * entities.count);
	return {
		sample,
		positions,
		layers: (time) => {
			for (let i = 0; i < entities.count; i++) {
				values[3 * i] = between(from, to, time, 4 * i, 0);
				values[3 * i + 1] = between(from, to, time, 4 * i, 1);
			}
			return [
				new ScatterplotLayer({
					...style,
					coordinateSystem: 'meter-offsets',
					coordinateOrigin: [...ANCHOR, 0],
					data: { length: entities.count, attributes: { getPosition: { value: values, size: 3 } } }
				})
			];
		}
	};
}

function ours(
	entities: Entities,
	frame: SceneFrame,
	viewport: () => Viewport | undefined,
	pixels: number
): Contestant {
	const store = new MotionStore('bench', SIZE_PX, [255, 255, 255, 255], 0);
	store.reset(entities.count, 0);
	store.write({ slot: 'a', first: 0, samples: entities.samples(0) });
	store.write({ slot: 'b', first: 0, samples: entities.samples(1) });
	let slot: 'a' | 'b' = 'a';
	let now = 0;
	let given = false;
	const layer = new MotionLayer({
		id: 'ours',
		store,
		selected: () => undefined,
		trailColour: () => [1, 1, 1],
		trailWidthPx: 0,
		frame: () => {
			const seen = viewport();
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
}

/** A Deck on a square canvas looking straight down at the anchor. */
export async function openDeck(pixels: number): Promise<{ deck: Deck<MapView>; gl: WebGL2RenderingContext }> {
	const canvas = document.createElement('canvas');
	document.body.append(canvas);
	let gl: WebGL2RenderingContext | undefined;
	const deck = await new Promise<Deck<MapView>>((resolve, reject) => {
		const made: Deck<MapView> = new Deck<MapView>({
			canvas,
			width: pixels,
			height: pixels,
			useDevicePixels: 1,
			views: new MapView({ id: 'bench', fovy: 36 }),
			viewState: {
				longitude: ANCHOR[0],
				latitude: ANCHOR[1],
				zoom: 13 + Math.log2(pixels / 512),
				pitch: 0,
				bearing: 0
			} as never,
			deviceProps: { type: 'webgl', webgl: { antialias: false, preserveDrawingBuffer: true } },
			onDeviceInitialized: (device) => {
				gl = (device as unknown as { gl: WebGL2RenderingContext }).gl;
			},
			onLoad: () => resolve(made),
			onError: reject
		});
	});
	return { deck, gl: gl! };
}
