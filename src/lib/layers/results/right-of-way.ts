import { LayerExtension } from '@deck.gl/core';

/** Lines lie right of the way that they go: both directions of a road show beside each other, each as wide as it is. */
export class RightOfWay extends LayerExtension {
	static override extensionName = 'RightOfWay';
	override getShaders() {
		return {
			inject: {
				// Twice as wide, without its left half: across a path `uv.x` grows to the left.
				'vs:DECKGL_FILTER_SIZE': 'size *= 2.0;',
				'fs:DECKGL_FILTER_COLOR': 'if (geometry.uv.x > 0.0) discard;'
			}
		};
	}
}
