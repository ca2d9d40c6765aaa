import { ScatterplotLayer } from '@deck.gl/layers';

/** What a lamp lights on the ground: fades from its middle to its rim. */
export class LightPoolLayer extends ScatterplotLayer {
	static override layerName = 'LightPoolLayer';

	override getShaders() {
		const shaders = super.getShaders() as { inject?: Record<string, string> };
		return {
			...shaders,
			inject: {
				...shaders.inject,
				'fs:DECKGL_FILTER_COLOR': /* glsl */ `
float away = clamp(length(geometry.uv), 0.0, 1.0);
color.a *= (1.0 - away) * (1.0 - away);
`
			}
		};
	}
}
