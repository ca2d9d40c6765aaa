/**
 * The one shading formula for bodies, ground and roads (look.ts says it in words). Positions are local
 * metres east, north, up. Colours are linear until `finish`, which fogs, tone maps, encodes and dithers.
 */
export const SHADING = /* glsl */ `
uniform vec3 uCamera;
uniform vec3 uSunDirection;
uniform vec3 uSun;
uniform float uSky;
uniform vec3 uSkyTint;
uniform vec3 uGndTint;
uniform float uGnd;
uniform float uFill;
uniform float uAo;
uniform vec3 uWall;
uniform vec3 uFogColour;
uniform vec3 uFog;
uniform float uKnee;
uniform float uFrame;
uniform sampler2D uVisibility;
uniform vec4 uVisibilityRect;
uniform highp sampler2DShadow uShadowMap;
uniform mat4 uShadowMatrix;
uniform vec4 uShadow;

vec3 srgbToLinear(vec3 c) {
	return mix(c / 12.92, pow((c + 0.055) / 1.055, vec3(2.4)), step(0.04045, c));
}

vec3 linearToSrgb(vec3 c) {
	return mix(c * 12.92, 1.055 * pow(max(c, 0.0), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}

/** Interleaved gradient noise, different in each of the frames that are averaged. */
float noise(vec2 pixel) {
	return fract(52.9829189 * fract(dot(pixel + 5.588238 * uFrame, vec2(0.06711056, 0.00583715))));
}

/** City height in metres, blurred by 7, 26 and 90 m. */
vec3 blurredHeight(vec2 at) {
	vec2 uv = (at - uVisibilityRect.xy) * uVisibilityRect.zw;
	vec2 inside = step(0.0, uv) * step(uv, vec2(1.0));
	vec3 coded = textureLod(uVisibility, uv, 0.0).rgb;
	return coded * coded * 400.0 * inside.x * inside.y;
}

/** Share of the sky that a point sees; walls look a little away from themselves. */
float skyVisibility(vec3 p, vec3 n, float up) {
	if (uVisibilityRect.z == 0.0) return 1.0;
	vec3 near = blurredHeight(p.xy + n.xy * 9.0);
	vec3 far = blurredHeight(p.xy + n.xy * 26.0);
	vec3 c = clamp((vec3(near.x, far.y, far.z) - up) / vec3(22.0, 60.0, 150.0), 0.0, 1.0);
	float o = 1.0 - (1.0 - 0.34 * c.x) * (1.0 - 0.38 * c.y) * (1.0 - 0.34 * c.z);
	return 1.0 - uAo * o;
}

/** Share of the sun that arrives: six rotated taps on a Vogel disc. uShadow: texel m, disc m, range m, on. */
float sunlight(vec3 p, vec3 n, vec2 pixel) {
	if (uShadow.w == 0.0) return 1.0;
	vec4 s = uShadowMatrix * vec4(p + n * uShadow.x * 1.1, 1.0);
	vec2 edge = abs(s.xy * 2.0 - 1.0);
	float inside = 1.0 - smoothstep(0.86, 0.98, max(edge.x, edge.y));
	if (inside <= 0.0 || s.z >= 1.0) return 1.0;
	float turn = noise(pixel) * 6.2831853;
	float lit = 0.0;
	for (int i = 0; i < 6; i++) {
		float r = sqrt((float(i) + 0.5) / 6.0) * uShadow.y / uShadow.z;
		float a = float(i) * 2.3999632 + turn;
		lit += texture(uShadowMap, vec3(s.xy + r * vec2(cos(a), sin(a)), s.z));
	}
	return mix(1.0, lit / 6.0, inside);
}

vec3 shade(vec3 albedo, vec3 n, vec3 p, float up, vec2 pixel) {
	float v = skyVisibility(p, n, up);
	float facing = max(dot(n, uSunDirection), 0.0);
	vec3 ambient = mix(uGnd * uGndTint, uSky * uSkyTint, 0.5 + 0.5 * n.z) * v * (1.0 + uFill * dot(n.xy, uSunDirection.xy));
	float sun = facing > 0.0 ? facing * sunlight(p, n, pixel) : 0.0;
	return albedo * (ambient + uSun * sun * mix(1.0, v, 0.35));
}

/** uFog: density a metre, start m, greatest share. Beyond 30 km all goes over into the horizon. */
float fogShare(vec3 rel, float up) {
	float d = length(rel);
	float share = 1.0 - exp(-max(d - uFog.y, 0.0) * uFog.x);
	share = min(share * mix(0.55, 1.0, exp(-max(up, 0.0) / 420.0)), uFog.z);
	return mix(share, 1.0, smoothstep(22000.0, 60000.0, d));
}

vec3 encode(vec3 colour, vec2 pixel) {
	vec3 x = max(colour - 0.8, 0.0);
	colour = mix(colour, min(colour, 0.8) + 0.2 * (1.0 - exp(-x / 0.2)), uKnee);
	return linearToSrgb(clamp(colour, 0.0, 1.0)) + (noise(pixel.yx) - 0.5) / 255.0;
}

vec3 finish(vec3 lit, vec3 rel, float up, vec2 pixel) {
	return encode(mix(lit, uFogColour, fogShare(rel, up)), pixel);
}

/** Height above the curved ground of a point in the tangent frame. */
float heightAboveGround(vec3 p) {
	return p.z + dot(p.xy, p.xy) / 12756000.0;
}
`;

/** Vertex side: a vertex as metres from the camera, along the axes of the local frame. */
export const RELATIVE = /* glsl */ `
uniform mat3 uWorldFromView;
`;
