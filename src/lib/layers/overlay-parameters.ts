/**
 * How overlays are drawn over the city's body: translucent by alpha, hidden by what stands before them, hiding
 * nothing themselves. Blending is said whole: what was drawn before them leaves its own.
 */
export const OVERLAY_PARAMETERS = {
	depthWriteEnabled: false,
	blend: true,
	blendColorOperation: 'add',
	blendColorSrcFactor: 'src-alpha',
	blendColorDstFactor: 'one-minus-src-alpha',
	blendAlphaOperation: 'add',
	blendAlphaSrcFactor: 'one',
	blendAlphaDstFactor: 'one-minus-src-alpha'
} as const;
