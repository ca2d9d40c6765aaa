import { Deck, MapView, type Layer } from '@deck.gl/core';
import { NOTHING, type Contestant } from './contestant.ts';
import { ANCHOR, type Entities } from './entities.ts';
import { FOVY_DEGREES, zoomOf } from './view.ts';

/** What a Deck is to draw. */
export interface DeckDrawing extends Pick<Contestant, 'sample' | 'positions'> {
	/** The layers of a frame; undefined: those of the frame before, drawn again. */
	readonly layers: (time: number) => Layer[] | undefined;
}

/** A contestant that draws with a Deck. */
export async function openDeck(
	pixels: number,
	drawingOf: (deck: Deck<MapView>) => DeckDrawing
): Promise<Contestant> {
	const { deck, gl, canvas } = await startDeck(pixels);
	const { layers, sample, positions } = drawingOf(deck);
	return {
		gl,
		sample,
		positions,
		step(time) {
			const shown = layers(time);
			if (shown) deck.setProps({ layers: shown });
			deck.redraw('bench');
		},
		end() {
			deck.finalize();
			gl.getExtension('WEBGL_lose_context')?.loseContext();
			canvas.remove();
		}
	};
}

/** A Deck that draws nothing. */
export const openDeckFloor = (_: Entities, pixels: number): Promise<Contestant> =>
	openDeck(pixels, () => ({ ...NOTHING, layers: () => undefined }));

async function startDeck(pixels: number) {
	const canvas = document.createElement('canvas');
	document.body.append(canvas);
	let gl: WebGL2RenderingContext | undefined;
	const deck = await new Promise<Deck<MapView>>((resolve, reject) => {
		const made: Deck<MapView> = new Deck<MapView>({
			canvas,
			width: pixels,
			height: pixels,
			useDevicePixels: 1,
			views: new MapView({ id: 'bench', fovy: FOVY_DEGREES }),
			viewState: {
				longitude: ANCHOR[0],
				latitude: ANCHOR[1],
				zoom: zoomOf(pixels),
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
	return { deck, gl: gl!, canvas };
}
