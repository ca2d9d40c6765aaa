import { Camera, Matrix3, Matrix4 } from 'three';
import { jitterMatrix, type MetreCamera } from '../metre-camera.ts';
import type { BodyView } from './body-view.ts';
import type { ShadingUniforms } from './shading-uniforms.ts';

/** Three's camera, put where deck's is, with what the shaders must know of it. */
export class BodyCamera {
	readonly camera = new Camera();
	/** Directions in local metres of the corners of the picture. */
	readonly rayFromClip = { value: new Matrix4() };
	readonly #shading: ShadingUniforms;
	#lastClip: number[] = [];

	constructor(shading: ShadingUniforms) {
		this.#shading = shading;
		this.camera.matrixAutoUpdate = false;
		this.camera.matrixWorldAutoUpdate = false;
	}

	/** Another GPU context: the next view is new whatever it is. */
	forget(): void {
		this.#lastClip = [];
	}

	/** Puts the camera there; true when that is elsewhere than before. */
	aim({ camera, pixelRatio }: BodyView): boolean {
		const clip = camera.clipFromMetre.elements;
		if (this.#lastClip.length === 16 && clip.every((v, i) => v === this.#lastClip[i])) return false;
		this.#lastClip = [...clip];
		this.camera.matrixWorldInverse.copy(camera.view);
		this.camera.matrixWorld.copy(camera.view).invert();
		this.camera.matrix.copy(this.camera.matrixWorld);
		this.#project(camera.projection);
		const uniforms = this.#shading;
		uniforms.uCamera.value.copy(camera.position);
		const rotation = new Matrix3().setFromMatrix4(this.camera.matrixWorld);
		uniforms.uWorldFromView.value.copy(rotation);
		uniforms.uPixelsAtOne.value = camera.pixelsPerMetreAtOne * pixelRatio;
		uniforms.uPixelRatio.value = pixelRatio;
		this.rayFromClip.value.setFromMatrix3(rotation).multiply(this.camera.projectionMatrixInverse);
		return true;
	}

	/** Moves the picture by a part of a pixel, for averaging. */
	jitter(
		{ width, height, camera }: { width: number; height: number; camera: MetreCamera },
		x: number,
		y: number
	) {
		this.#project(jitterMatrix(width, height, x, y).multiply(camera.projection));
	}

	#project(projection: Matrix4): void {
		this.camera.projectionMatrix.copy(projection);
		this.camera.projectionMatrixInverse.copy(projection).invert();
	}
}
