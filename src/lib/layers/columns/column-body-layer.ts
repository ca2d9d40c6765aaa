import { ColumnLayer } from '@deck.gl/layers';
import { WALL_SHADE } from './wall-shade.ts';

/** Columns that are bodies whatever the light. */
export class ColumnBodyLayer extends ColumnLayer {
	static override layerName = 'ColumnBodyLayer';

	override getShaders() {
		const shaders = super.getShaders() as { inject?: Record<string, string> };
		return { ...shaders, inject: { ...shaders.inject, ...WALL_SHADE } };
	}
}
