import {
	Camera,
	CustomBlending,
	DepthFormat,
	DepthTexture,
	GLSL3,
	HalfFloatType,
	Mesh,
	NearestFilter,
	NoBlending,
	OneFactor,
	OneMinusSrcAlphaFactor,
	SrcAlphaFactor,
	Scene,
	ShaderMaterial,
	UnsignedIntType,
	WebGLRenderTarget,
	type WebGLRenderer
} from 'three';
import { fullScreenTriangle } from './backdrop.ts';

/** Offsets of the averaged frames in pixels; the last is the middle, so that the kept depth is exact. */
const JITTER: readonly (readonly [number, number])[] = [
	[0.125, -0.375],
	[-0.375, 0.125],
	[0.375, 0.375],
	[-0.125, -0.125],
	[-0.25, 0.4375],
	[0.4375, 0.0625],
	[-0.4375, -0.3125],
	[0, 0]
];

/**
 * The finished picture of the body, with its depth. While the camera stands, frames a part of a
 * pixel apart are averaged into it; afterwards it is only copied, and what moves is drawn over it.
 */
export class BodyCache {
	readonly #frame: WebGLRenderTarget;
	readonly #sum: WebGLRenderTarget;
	readonly #add: ShaderMaterial;
	readonly #copy: ShaderMaterial;
	readonly #scene = new Scene();
	readonly #camera = new Camera();
	readonly #mesh: Mesh;
	readonly #samples: number;
	#done = 0;

	/** `samples`: frames to average; `multisample`: samples in each pixel of one frame. */
	constructor(width: number, height: number, samples: number, multisample: number) {
		this.#samples = Math.min(samples, JITTER.length);
		const depthTexture = new DepthTexture(width, height, UnsignedIntType);
		depthTexture.format = DepthFormat;
		this.#frame = new WebGLRenderTarget(width, height, {
			samples: multisample,
			depthTexture,
			minFilter: NearestFilter,
			magFilter: NearestFilter
		});
		this.#sum = new WebGLRenderTarget(width, height, {
			type: HalfFloatType,
			depthBuffer: false,
			minFilter: NearestFilter,
			magFilter: NearestFilter
		});
		this.#add = new ShaderMaterial({
			glslVersion: GLSL3,
			uniforms: { uColour: { value: this.#frame.texture }, uShare: { value: 1 } },
			blending: CustomBlending,
			blendSrc: SrcAlphaFactor,
			blendDst: OneMinusSrcAlphaFactor,
			blendSrcAlpha: OneFactor,
			blendDstAlpha: OneMinusSrcAlphaFactor,
			depthTest: false,
			depthWrite: false,
			vertexShader: FULL_SCREEN,
			fragmentShader: /* glsl */ `
uniform sampler2D uColour;
uniform float uShare;
out vec4 colour;
void main() { colour = vec4(texelFetch(uColour, ivec2(gl_FragCoord.xy), 0).rgb, uShare); }`
		});
		this.#copy = new ShaderMaterial({
			glslVersion: GLSL3,
			uniforms: { uColour: { value: this.#sum.texture }, uDepth: { value: depthTexture } },
			blending: NoBlending,
			depthFunc: 1, // always: this is the first thing in the picture
			vertexShader: FULL_SCREEN,
			fragmentShader: /* glsl */ `
uniform highp sampler2D uColour;
uniform highp sampler2D uDepth;
out vec4 colour;
void main() {
	ivec2 at = ivec2(gl_FragCoord.xy);
	colour = vec4(texelFetch(uColour, at, 0).rgb, 1.0);
	gl_FragDepth = texelFetch(uDepth, at, 0).r;
}`
		});
		this.#mesh = new Mesh(fullScreenTriangle(), this.#copy);
		this.#mesh.frustumCulled = false;
		this.#scene.add(this.#mesh);
		this.#scene.matrixWorldAutoUpdate = false;
	}

	get width(): number {
		return this.#frame.width;
	}

	get height(): number {
		return this.#frame.height;
	}

	/** The picture is as good as it gets. */
	get complete(): boolean {
		return this.#done >= this.#samples;
	}

	/** Number of the next frame: 0 for the first after `invalidate`. */
	get next(): number {
		return this.#done;
	}

	/** Something in the body changed: begin again. */
	invalidate(): void {
		this.#done = 0;
	}

	/** Draws the next of the averaged frames; `draw` gets its offset in pixels. */
	accumulate(renderer: WebGLRenderer, draw: (x: number, y: number) => void): void {
		const [x, y] = this.#samples === 1 ? [0, 0] : JITTER[JITTER.length - this.#samples + this.#done]!;
		renderer.setRenderTarget(this.#frame);
		renderer.clear(true, true, false);
		draw(x, y);
		this.#done++;
		renderer.setRenderTarget(this.#sum);
		this.#add.uniforms['uShare']!.value = 1 / this.#done;
		this.#mesh.material = this.#add;
		renderer.render(this.#scene, this.#camera);
		renderer.setRenderTarget(null);
	}

	/** Writes colour and depth into whatever is bound as the screen. */
	present(renderer: WebGLRenderer): void {
		this.#mesh.material = this.#copy;
		renderer.render(this.#scene, this.#camera);
	}

	dispose(): void {
		this.#frame.depthTexture?.dispose();
		this.#frame.dispose();
		this.#sum.dispose();
		this.#add.dispose();
		this.#copy.dispose();
		this.#mesh.geometry.dispose();
	}
}

const FULL_SCREEN = /* glsl */ `void main() { gl_Position = vec4(position.xy, 0.0, 1.0); }`;
