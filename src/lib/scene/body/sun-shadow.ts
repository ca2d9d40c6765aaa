import {
	DepthTexture,
	LessEqualCompare,
	Matrix4,
	NearestFilter,
	OrthographicCamera,
	UnsignedIntType,
	Vector3,
	WebGLRenderTarget,
	LinearFilter,
	type Scene,
	type ShaderMaterial,
	type WebGLRenderer
} from 'three';
import type { Metres } from '#lib/model/units.ts';
import type { ShadingUniforms } from './shading-uniforms.ts';

/** Layer number of the bodies, the only things that cast shadows. */
export const CASTERS = 1;

/**
 * One shadow map around what the camera looks at. Its middle and range move in steps, so that it is
 * drawn again only when the sun, the tiles or the step change, and shadows do not crawl.
 */
export class SunShadow {
	readonly #target: WebGLRenderTarget;
	readonly #camera = new OrthographicCamera();
	readonly #caster: ShaderMaterial;
	readonly #uniforms: ShadingUniforms;
	readonly #size: number;
	#key = '';
	#stale = true;

	constructor(size: number, caster: ShaderMaterial, uniforms: ShadingUniforms) {
		this.#size = size;
		this.#caster = caster;
		this.#uniforms = uniforms;
		const depthTexture = new DepthTexture(size, size, UnsignedIntType);
		depthTexture.compareFunction = LessEqualCompare;
		depthTexture.minFilter = depthTexture.magFilter = LinearFilter;
		this.#target = new WebGLRenderTarget(size, size, {
			depthTexture,
			minFilter: NearestFilter,
			magFilter: NearestFilter
		});
		this.#camera.layers.set(CASTERS);
	}

	/** The bodies changed. */
	invalidate(): void {
		this.#stale = true;
	}

	off(): void {
		this.#uniforms.uShadow.value.w = 0;
	}

	/** Draws the map if it must be; true when it did. `centre` east, north; `sun` unit vector to the sun. */
	update(
		renderer: WebGLRenderer,
		scene: Scene,
		centre: readonly [Metres, Metres],
		distance: Metres,
		sun: readonly [number, number, number]
	): boolean {
		const radius = shadowRadius(distance);
		const step = radius / 4;
		const middle = [Math.round(centre[0] / step) * step, Math.round(centre[1] / step) * step] as const;
		const key = [radius, ...middle, ...sun.map((v) => v.toFixed(4))].join();
		this.#uniforms.uShadow.value.w = 1;
		if (key === this.#key && !this.#stale) return false;
		this.#key = key;
		this.#stale = false;
		this.#aim(middle, radius, sun);
		renderer.setRenderTarget(this.#target);
		renderer.clear(true, true, false);
		const background = scene.overrideMaterial;
		scene.overrideMaterial = this.#caster;
		renderer.render(scene, this.#camera);
		scene.overrideMaterial = background;
		renderer.setRenderTarget(null);
		const texel = (2 * radius) / this.#size;
		this.#uniforms.uShadowMap.value = this.#target.depthTexture!;
		this.#uniforms.uShadow.value.set(texel, Math.max(radius > 2000 ? 6 : 2, texel), 2 * radius, 1);
		return true;
	}

	dispose(): void {
		this.#target.depthTexture?.dispose();
		this.#target.dispose();
	}

	#aim(middle: readonly [Metres, Metres], radius: Metres, sun: readonly [number, number, number]): void {
		const camera = this.#camera;
		const towards = new Vector3(...sun);
		const target = new Vector3(middle[0], middle[1], 0);
		const away = radius * 1.5 + 600;
		camera.left = camera.bottom = -radius;
		camera.right = camera.top = radius;
		camera.near = 0;
		camera.far = 2 * away;
		camera.position.copy(target).addScaledVector(towards, away);
		camera.up.set(0, 0, 1);
		camera.lookAt(target);
		camera.updateMatrixWorld(true);
		camera.updateProjectionMatrix();
		const halves = new Matrix4().set(0.5, 0, 0, 0.5, 0, 0.5, 0, 0.5, 0, 0, 0.5, 0.5, 0, 0, 0, 1);
		this.#uniforms.uShadowMatrix.value
			.copy(halves)
			.multiply(camera.projectionMatrix)
			.multiply(camera.matrixWorldInverse);
	}
}

/** Half the side of the square that has shadows, in steps of √2 from 1200 to 5400 m. */
export function shadowRadius(distance: Metres): Metres {
	const wanted = Math.min(Math.max(distance, 1200), 5400);
	return Math.min(
		1200 * Math.SQRT2 ** Math.ceil(Math.log(wanted / 1200) / Math.log(Math.SQRT2) - 1e-9),
		5400
	);
}
