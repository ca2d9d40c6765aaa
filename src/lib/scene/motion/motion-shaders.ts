/** Uniforms of dots and trails. `tint`: colour of trails, share of light; `pixels`: of the whole picture. */
const UNIFORMS = /* glsl */ `
struct Motion {
	mat4 clipFromMetre;
	vec3 camera;
	vec4 tint;
	vec2 pixels;
	float time;
	float maxExtrapolation;
	float trailSeconds;
	float width;
	float ratio;
	int selected;
};
uniform Motion motion;
`;

/** Depth a little nearer than the place itself: what stands on a roof or at a wall is not cut by it. */
const PULL = /* glsl */ `
vec4 clipOf(vec3 p) {
	vec4 clip = motion.clipFromMetre * vec4(p, 1.0);
	vec3 towards = motion.camera - p;
	float d = length(towards);
	vec4 nearer = motion.clipFromMetre * vec4(p + towards * min(4.0 / max(d, 1.0), 0.5), 1.0);
	clip.z = nearer.z / max(nearer.w, 1e-6) * clip.w;
	return clip;
}
`;

export const DOT_VERTEX = /* glsl */ `#version 300 es
${UNIFORMS}
in vec2 corner;
// x, y metres and t seconds of two samples, and their heights
in vec3 instA;
in vec3 instB;
in float heightA;
in float heightB;
in vec4 instColour;
in vec2 instStyle;
out vec2 vAt;
out float vRadius;
out vec4 vColour;
flat out float vRing;
${PULL}
void main() {
	vec4 a = vec4(instA.xy, heightA, instA.z);
	vec4 b = vec4(instB.xy, heightB, instB.z);
	bool ab = a.w <= b.w;
	vec4 s0 = ab ? a : b;
	vec4 s1 = ab ? b : a;
	if (s1.w < -1e8) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
	float dt = s1.w - s0.w;
	float f = s0.w < -1e8 || dt <= 0.0 ? 1.0 : clamp(motion.time - s0.w, 0.0, dt + motion.maxExtrapolation) / dt;
	vec3 p = s0.w < -1e8 ? s1.xyz : mix(s0.xyz, s1.xyz, f);
	vRing = gl_InstanceID == motion.selected ? 1.0 : 0.0;
	float radius = 0.5 * instStyle.x * motion.ratio;
	vRadius = radius;
	float reach = radius + 1.0 + vRing * 7.0 * motion.ratio;
	vAt = corner * reach;
	vec4 clip = clipOf(p);
	clip.xy += vAt * 2.0 / motion.pixels * clip.w;
	vColour = instColour;
	gl_Position = clip;
}`;

export const DOT_FRAGMENT = /* glsl */ `#version 300 es
precision highp float;
precision highp int;
${UNIFORMS}
in vec2 vAt;
in float vRadius;
in vec4 vColour;
flat in float vRing;
out vec4 fragColour;
void main() {
	float d = length(vAt);
	float inside = clamp(vRadius + 0.5 - d, 0.0, 1.0);
	vec4 colour = vec4(vColour.rgb, vColour.a * inside * motion.tint.a);
	if (vRing > 0.5) {
		float ring = vRadius + 4.5 * motion.ratio;
		float band = clamp(1.25 * motion.ratio + 0.5 - abs(d - ring), 0.0, 1.0);
		float casing = clamp(2.25 * motion.ratio + 0.5 - abs(d - ring), 0.0, 1.0);
		colour = mix(colour, vec4(0.047, 0.051, 0.059, 1.0), casing * 0.8);
		colour = mix(colour, vec4(1.0), band);
	}
	if (colour.a < 0.004) discard;
	fragColour = vec4(colour.rgb * colour.a, colour.a);
}`;

export const TRAIL_VERTEX = /* glsl */ `#version 300 es
${UNIFORMS}
in vec2 corner;
in vec4 instFrom;
in vec4 instTo;
out float vAlpha;
out float vSide;
${PULL}
void main() {
	float oldest = motion.time - motion.trailSeconds;
	float dt = instTo.w - instFrom.w;
	if (instFrom.w < -1e8 || instTo.w < -1e8 || dt <= 0.0 || instFrom.w >= motion.time || instTo.w <= oldest) {
		gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
		return;
	}
	float t0 = max(instFrom.w, oldest);
	float t1 = min(instTo.w, motion.time);
	vec4 c0 = clipOf(mix(instFrom.xyz, instTo.xyz, (t0 - instFrom.w) / dt));
	vec4 c1 = clipOf(mix(instFrom.xyz, instTo.xyz, (t1 - instFrom.w) / dt));
	if (c0.w < 0.1 || c1.w < 0.1) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
	vec2 way = (c1.xy / c1.w - c0.xy / c0.w) * motion.pixels;
	vec2 across = length(way) > 1e-4 ? normalize(vec2(-way.y, way.x)) : vec2(1.0, 0.0);
	vec4 clip = corner.x < 0.0 ? c0 : c1;
	float reach = 0.5 * motion.width * motion.ratio + 0.5;
	clip.xy += across * corner.y * reach * 2.0 / motion.pixels * clip.w;
	vSide = corner.y * reach;
	float a = 1.0 - (motion.time - (corner.x < 0.0 ? t0 : t1)) / motion.trailSeconds;
	vAlpha = clamp(a, 0.0, 1.0);
	gl_Position = clip;
}`;

export const TRAIL_FRAGMENT = /* glsl */ `#version 300 es
precision highp float;
precision highp int;
${UNIFORMS}
in float vAlpha;
in float vSide;
out vec4 fragColour;
void main() {
	float cover = clamp(0.5 * motion.width * motion.ratio + 0.5 - abs(vSide), 0.0, 1.0);
	float alpha = vAlpha * vAlpha * cover * motion.tint.a;
	fragColour = vec4(motion.tint.rgb * alpha, alpha);
}`;
