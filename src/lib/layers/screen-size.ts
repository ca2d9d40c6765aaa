import { LayerExtension } from '@deck.gl/core';

/** Billboards are as large on the screen wherever they stand: by itself deck draws them smaller the farther away. */
export class ScreenSize extends LayerExtension {
	static override extensionName = 'ScreenSize';

	override getShaders() {
		return {
			inject: { 'vs:DECKGL_FILTER_SIZE': 'size *= gl_Position.w / project.focalDistance;' }
		};
	}
}
