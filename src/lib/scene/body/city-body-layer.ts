import { Layer, type LayerContext, type UpdateParameters, type Viewport } from '@deck.gl/core';

export interface CityBodyLayerProps {
	readonly id: string;
	/** Draws with three into the bound picture; must leave GL as three's resetState does. */
	readonly drawBody: (viewport: Viewport) => void;
}

/** Hands deck's place in the frame to three: the first layer, drawn whole, never picked. */
export class CityBodyLayer extends Layer<CityBodyLayerProps> {
	static override layerName = 'CityBodyLayer';

	override initializeState(_context: LayerContext): void {
		// three has its own buffers
	}

	override shouldUpdateState(_parameters: UpdateParameters<this>): boolean {
		return false;
	}

	override draw(): void {
		const gl = (this.context.device as unknown as { gl: WebGL2RenderingContext }).gl;
		const viewport = gl.getParameter(gl.VIEWPORT) as Int32Array;
		this.props.drawBody(this.context.viewport);
		gl.viewport(viewport[0]!, viewport[1]!, viewport[2]!, viewport[3]!);
	}
}
