import { SolidPolygonLayer } from '@deck.gl/layers';
import { WALL_SHADE } from './wall-shade.ts';

/** Blocks over outlines of their own that are bodies whatever the light. */
export class BlockBodyLayer<Data> extends SolidPolygonLayer<Data> {
	static override layerName = 'BlockBodyLayer';

	override getShaders(type: string) {
		const shaders = super.getShaders(type) as { inject?: Record<string, string> };
		if (!this.props.extruded) return shaders;
		return { ...shaders, inject: { ...shaders.inject, ...WALL_SHADE } };
	}
}
