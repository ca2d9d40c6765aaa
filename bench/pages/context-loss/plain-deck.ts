import { Deck, MapView } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import { losing } from './lose-canvas.ts';
import type { PlainPage } from './page.ts';

/** A Deck with a layer of points. */
export function openPlainDeck(container: HTMLElement): Promise<PlainPage> {
	const canvas = document.createElement('canvas');
	container.append(canvas);
	return new Promise((resolve, reject) => {
		let frames = 0;
		new Deck({
			canvas,
			width: 640,
			height: 480,
			useDevicePixels: 1,
			views: new MapView(),
			initialViewState: { longitude: 0, latitude: 0, zoom: 12 },
			layers: [
				new ScatterplotLayer({
					id: 'points',
					data: Array.from({ length: 300 }, (_, i) => i),
					getPosition: (i: number) => [((i % 20) - 10) / 200, (Math.floor(i / 20) - 7) / 200],
					getFillColor: (i: number) => [(i * 37) % 256, (i * 91) % 256, 200],
					getRadius: 120
				})
			],
			onAfterRender: () => {
				if (++frames === 3) resolve(losing(canvas));
			},
			onError: reject,
			// an idle Deck draws nothing: three frames are asked for
			_animate: true
		});
	});
}
