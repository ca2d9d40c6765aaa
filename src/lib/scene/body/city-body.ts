import { Color, LineSegments, Scene, SRGBColorSpace, WebGLRenderer, type Object3D } from 'three';
import type { CityManifest } from '#lib/model/city.ts';
import type { LookParameters } from '../look.ts';
import type { SceneFrame } from '../scene-frame.ts';
import { createBackdrop } from './backdrop.ts';
import { BodyCache } from './body-cache.ts';
import { BodyCamera } from './body-camera.ts';
import { disposeBodies, prepareBodies } from './body-mesh.ts';
import { buildingMaterial, roofEdgeMaterial, shadowCasterMaterial } from './building-material.ts';
import { FeatureColours } from './feature-colours.ts';
import { GroundMaterials, prepareGround } from './ground-mesh.ts';
import { Models } from './models.ts';
import type { RenderQuality } from './quality.ts';
import { releaseGpu } from './release-gpu.ts';
import { RenewalPace, TILE_RENEWAL } from './renewal-pace.ts';
import { applyLook, createShadingUniforms } from './shading-uniforms.ts';
import { SunShadow } from './sun-shadow.ts';
import { Tileset } from './tilesets.ts';
import { disposeTrees } from './trees.ts';
import { SkyVisibility } from './visibility-raster.ts';
import type { BodyView } from './body-view.ts';

export interface BodyOptions {
	readonly city: CityManifest;
	readonly packUrl: string;
	readonly frame: SceneFrame;
	/** Something changed that a new frame would show. */
	readonly requestRedraw: () => void;
}

/** Light of the moment: the look and a unit vector to the sun with its strength. */
export interface BodyLight {
	readonly look: LookParameters;
	readonly sun: readonly [number, number, number];
	readonly strength: number;
}

interface Gpu {
	readonly renderer: WebGLRenderer;
	readonly quality: RenderQuality;
	readonly shadow: SunShadow;
	cache: BodyCache | undefined;
}

/**
 * The city's body: ground, buildings, sky and sun, drawn by three. The scene, its tiles and colours
 * live as long as the page; the renderer and its targets only as long as a GPU context.
 */
export class CityBody {
	readonly features: FeatureColours;
	readonly buildings: Tileset | undefined;
	/** What users brought. */
	readonly models: Models;
	/** Level ground, and hills where the pack has some. */
	readonly #ground: readonly Tileset[];
	readonly #scene = new Scene();
	readonly #shading = createShadingUniforms();
	readonly #camera = new BodyCamera(this.#shading);
	readonly #pace = new RenewalPace();
	readonly #groundMaterials: GroundMaterials;
	readonly #caster: ReturnType<typeof shadowCasterMaterial>;
	readonly #liftColour = new Color();
	readonly #requestRedraw: () => void;
	readonly #visibility: SkyVisibility;
	#gpu: Gpu | undefined;
	#lastSize = '';
	#choose = true;
	#dataComing = false;
	#tilesChanged = true;
	#light: BodyLight | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor({ city, packUrl, frame, requestRedraw }: BodyOptions) {
		this.#requestRedraw = requestRedraw;
		this.features = new FeatureColours(city.scene.buildings?.count ?? 0, this.#liftColour);
		this.#caster = shadowCasterMaterial(this.features.uniforms);
		const walls = buildingMaterial(this.#shading, this.features.uniforms);
		const edges = roofEdgeMaterial(this.#shading, this.features.uniforms);
		this.#groundMaterials = new GroundMaterials(this.#shading);
		this.#scene.add(createBackdrop(this.#shading, this.#camera.rayFromClip));
		const progress = () => {
			this.#choose = true;
			requestRedraw();
		};
		const changed = () => {
			this.#tilesChanged = true;
			requestRedraw();
		};
		this.models = new Models({
			frame: frame.local,
			renderer: () => this.#gpu?.renderer,
			uniforms: { ...this.#shading, uLiftColour: { value: this.#liftColour } },
			progress,
			changed: () => {
				changed();
				this.invalidate(true);
			}
		});
		this.#scene.add(this.models.group);
		if (city.scene.buildings) {
			this.buildings = new Tileset(packUrl + city.scene.buildings.tileset, frame.local, 6, {
				prepare: (scene) => prepareBodies(scene, walls, edges),
				release: disposeBodies,
				progress,
				changed
			});
			this.#scene.add(this.buildings.tiles.group);
		}
		this.#ground = [city.scene.ground, city.scene.terrain].flatMap((part) => {
			if (!part) return [];
			const tileset = new Tileset(packUrl + part.tileset, frame.local, 8, {
				prepare: (scene) => prepareGround(scene, this.#groundMaterials),
				release: disposeTrees,
				progress,
				changed
			});
			this.#scene.add(tileset.tiles.group);
			return [tileset];
		});
		this.#visibility = new SkyVisibility(packUrl, city.scene.visibility, frame.local, this.#shading, () =>
			this.invalidate()
		);
	}

	/** Takes a GPU context. */
	attach(canvas: HTMLCanvasElement, gl: WebGL2RenderingContext, quality: RenderQuality): void {
		const renderer = new WebGLRenderer({ canvas, context: gl });
		gl.disable(gl.CULL_FACE); // the constructor leaves it on behind deck's back
		renderer.autoClear = false;
		renderer.info.autoReset = false;
		renderer.outputColorSpace = SRGBColorSpace;
		renderer.setPixelRatio(1);
		this.#gpu = {
			renderer,
			quality,
			shadow: new SunShadow(quality.shadowSize, this.#caster, this.#shading),
			cache: undefined
		};
		this.#tilesChanged = true;
		this.#camera.forget();
	}

	/** Gives the GPU context back: the scene stays, its copies on the GPU go. */
	detach(): void {
		const gpu = this.#gpu;
		if (!gpu) return;
		this.#gpu = undefined;
		gpu.cache?.dispose();
		gpu.shadow.dispose();
		this.models.releaseGpu();
		releaseGpu(this.#scene, [this.#caster, ...this.#groundMaterials.all], this.#shading);
		this.features.releaseGpu();
		gpu.renderer.dispose();
	}

	setLight(light: BodyLight): void {
		const same =
			this.#light !== undefined &&
			this.#light.strength === light.strength &&
			this.#light.sun.every((v, i) => v === light.sun[i]) &&
			JSON.stringify(this.#light.look) === JSON.stringify(light.look);
		if (same) return;
		this.#light = light;
		applyLook(this.#shading, light.look, light.sun, light.strength);
		this.invalidate();
	}

	/** sRGB bytes in which a selected building shines. */
	setLiftColour([red, green, blue]: readonly [number, number, number, ...number[]]): void {
		this.#liftColour.setRGB(red / 255, green / 255, blue / 255, SRGBColorSpace);
	}

	/** Data of the map are on their way: what only shades the bodies waits for them. */
	setDataComing(coming: boolean): void {
		this.#dataComing = coming;
		this.#requestRedraw();
	}

	/** Colours, selection or look changed: the picture is to be drawn anew. */
	invalidate(shadowsToo = false): void {
		this.#gpu?.cache?.invalidate();
		if (shadowsToo) this.#gpu?.shadow.invalidate();
		this.#requestRedraw();
	}

	/** Everything there is to see is in the picture. */
	get complete(): boolean {
		return this.idle && this.#gpu?.cache?.complete === true && !this.#tilesChanged && !this.#choose;
	}

	get idle(): boolean {
		return this.#visibility.settled && this.#tilesets().every(({ idle }) => idle);
	}

	get tilesDrawn(): number {
		return this.#tilesets().reduce((sum, { drawn }) => sum + drawn, 0);
	}

	/** Meshes that are drawn, for pointing. */
	drawnTiles(): readonly Object3D[] {
		return this.buildings?.tiles.group.children ?? [];
	}

	/** Meshes of level ground and hills that are drawn. */
	drawnGround(): readonly Object3D[] {
		return this.#ground.flatMap(({ tiles }) => tiles.group.children);
	}

	/** Draws what is stale and writes the picture with its depth onto the screen. */
	draw(view: BodyView, now: number): void {
		const gpu = this.#gpu;
		if (!gpu || !this.#light) return;
		const { renderer } = gpu;
		renderer.resetState();
		renderer.info.reset();
		renderer.setViewport(0, 0, view.width, view.height);
		const cache = this.#cacheFor(gpu, view);
		const moved = this.#camera.aim(view);
		if (moved) cache.invalidate();
		if (moved || this.#choose) this.#chooseTiles(view);
		if (this.#tilesets().every(({ idle }) => idle)) this.#visibility.ask(this.#dataComing);
		this.#pace.frame(now);
		if (this.#tilesChanged && (moved || this.#pace.due(now) || this.idle)) {
			this.#tilesChanged = false;
			this.#pace.renewing(now);
			gpu.shadow.invalidate();
			cache.invalidate();
		}
		// while tiles come the picture is soon another: averaging waits
		const renew = cache.next === 0 || (!cache.complete && this.idle);
		this.#pace.drew(renew);
		if (renew) this.#renew(gpu, cache, view);
		cache.present(renderer);
		renderer.resetState();
		if (!this.idle || this.#tilesChanged) this.#later();
		else if (!cache.complete) this.#requestRedraw();
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#visibility.dispose();
		this.detach();
		this.models.dispose();
		for (const tileset of this.#tilesets()) tileset.dispose();
	}

	#tilesets(): readonly Tileset[] {
		const own = this.buildings ? [this.buildings, ...this.#ground] : this.#ground;
		return [...own, ...this.models.tilesets];
	}

	#renew(gpu: Gpu, cache: BodyCache, view: BodyView): void {
		const { renderer, shadow } = gpu;
		if (this.#light!.look.shadows && cache.next === 0)
			shadow.update(renderer, this.#scene, view.target, view.distance, this.#light!.sun);
		if (!this.#light!.look.shadows) shadow.off();
		this.#shading.uFrame.value = cache.next;
		cache.accumulate(renderer, (x, y) => {
			this.#camera.jitter(view, x, y);
			renderer.render(this.#scene, this.#camera.camera);
		});
	}

	#chooseTiles(view: BodyView): void {
		this.#choose = false;
		for (const tileset of this.#tilesets()) tileset.update(this.#camera.camera, view.width, view.height);
		const fade = 1.35 * this.#light!.look.roofEdge.fade;
		for (const tile of this.drawnTiles())
			tile.traverse((object) => {
				if (!(object instanceof LineSegments)) return;
				const sphere = object.geometry.boundingSphere!;
				const away = sphere.center.clone().applyMatrix4(object.matrixWorld).distanceTo(view.camera.position);
				object.visible = away - sphere.radius * object.matrixWorld.getMaxScaleOnAxis() < fade;
			});
	}

	#cacheFor(gpu: Gpu, view: BodyView): BodyCache {
		const size = `${view.width}×${view.height}`;
		if (!gpu.cache || size !== this.#lastSize) {
			gpu.cache?.dispose();
			gpu.cache = new BodyCache(view.width, view.height, gpu.quality.frames, gpu.quality.multisample);
			this.#lastSize = size;
		}
		return gpu.cache;
	}

	#later(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#choose = true;
			this.#requestRedraw();
		}, TILE_RENEWAL);
	}
}
