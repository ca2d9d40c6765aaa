/**
 * For deck's layers that raise bodies: tops have exactly the colour of their class; walls are a little darker, each side
 * by another share, so that a column is a body at night too, when no sun shines on it.
 */
export const WALL_SHADE = {
	'vs:DECKGL_FILTER_COLOR': /* glsl */ `
float wall = 1.0 - abs(geometry.normal.z);
color.rgb *= mix(1.0, 0.9 + 0.08 * dot(geometry.normal.xy, vec2(-0.6, 0.8)), clamp(wall, 0.0, 1.0));
`
} as const;
