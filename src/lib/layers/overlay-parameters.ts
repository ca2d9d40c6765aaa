/**
 * How symbols are drawn over the city's body: translucent by alpha, over whatever stands before them, hiding nothing
 * themselves. All of it is said: what was drawn before leaves its own blending, and three leaves the depth test off.
 */
export const OVERLAY_PARAMETERS = {
	depthWriteEnabled: false,
	depthCompare: 'always',
	blend: true,
	blendColorOperation: 'add',
	blendColorSrcFactor: 'src-alpha',
	blendColorDstFactor: 'one-minus-src-alpha',
	blendAlphaOperation: 'add',
	blendAlphaSrcFactor: 'one',
	blendAlphaDstFactor: 'one-minus-src-alpha'
} as const;

/** What lies or stands in the city itself: hidden by what stands before it. */
export const PLACED_PARAMETERS = { ...OVERLAY_PARAMETERS, depthCompare: 'less-equal' } as const;
