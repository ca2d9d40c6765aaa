import { Box3, Group, Mesh, ShaderMaterial, type Object3D, type Vector3, type WebGLRenderer } from 'three';
import type { DRACOLoader } from 'three/examples/jsm/loaders/DRACOLoader.js';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import type { KTX2Loader } from 'three/examples/jsm/loaders/KTX2Loader.js';
import { GLTFMeshFeaturesExtension, GLTFStructuralMetadataExtension } from '3d-tiles-renderer/plugins';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { AppError } from '#lib/model/errors.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { ModelSource } from '../contract.ts';
import { CompressedPictures } from './compressed-pictures.ts';
import { featureOf, type ModelFeature } from './model-feature.ts';
import { lift, prepareModel, releasePictures, type ModelUniforms } from './model-material.ts';
import { pickModel, type ModelHit } from './model-pick.ts';
import { fromGltf, standing } from './standing.ts';
import { Tileset } from './tilesets.ts';

/** Greatest error of a model's tiles on the screen, pixels. */
const ERROR_PX = 8;

export interface ModelsOptions {
	readonly frame: LocalFrame;
	readonly uniforms: ModelUniforms;
	/** What draws them, while there is a GPU. */
	readonly renderer: () => WebGLRenderer | undefined;
	/** More is here or could be. */
	readonly progress: () => void;
	/** What is drawn changed. */
	readonly changed: () => void;
}

/** A thing of a model under a ray. */
export interface ModelThing extends ModelFeature, Pick<ModelHit, 'point' | 'distance'> {
	readonly model: string;
	/** What `select` knows it by. */
	readonly part: string;
}

/** Models that users brought: glTF and 3D Tiles of their own, standing among the city's bodies. */
export class Models {
	readonly group = new Group();
	readonly #options: ModelsOptions;
	readonly #shown = new Map<string, { readonly object: Object3D; readonly tileset?: Tileset }>();
	readonly #pictures: CompressedPictures;
	#draco: Promise<DRACOLoader> | undefined;

	constructor(options: ModelsOptions) {
		this.#options = options;
		this.#pictures = new CompressedPictures(options.renderer);
	}

	get tilesets(): readonly Tileset[] {
		return [...this.#shown.values()].flatMap(({ tileset }) => tileset ?? []);
	}

	/** Resolves when it shows; rejects with INPUT_INVALID when it cannot be drawn. */
	async add(id: string, source: ModelSource): Promise<void> {
		this.remove(id);
		const marker = { object: new Group() };
		this.#shown.set(id, marker);
		try {
			await (source.format === 'gltf'
				? this.#addGltf(id, source, marker)
				: this.#addTileset(id, source, marker));
		} catch (cause) {
			if (this.#shown.has(id)) this.remove(id);
			const words = cause instanceof Error ? cause.message : String(cause);
			throw new AppError(
				'INPUT_INVALID',
				{ model: id, message: `The model cannot be drawn: ${words}`, zh: `模型无法绘制：${words}` },
				{ cause }
			);
		}
	}

	remove(id: string): void {
		const shown = this.#shown.get(id);
		if (!shown) return;
		this.#shown.delete(id);
		releasePictures(shown.object);
		this.group.remove(shown.object);
		shown.tileset?.dispose();
		this.#options.changed();
	}

	/** The first thing of a model on a ray (local metres). */
	pick(origin: Vector3, direction: Vector3): ModelThing | undefined {
		let best: { readonly model: string; readonly hit: ModelHit } | undefined;
		for (const [model, { object }] of this.#shown) {
			const hit = pickModel(object, origin, direction);
			if (hit && (!best || hit.distance < best.hit.distance)) best = { model, hit };
		}
		if (!best) return undefined;
		const { mesh, vertex, instance, point, distance } = best.hit;
		const feature = featureOf(mesh, vertex, instance);
		return {
			...feature,
			model: best.model,
			part: `${mesh.uuid} ${feature.number ?? ''}`,
			point,
			distance
		};
	}

	/** Lifts one thing out of the others, and whatever was lifted back. */
	select(target: { readonly layer: string; readonly part: string } | undefined): void {
		const [uuid, number] = target?.part.split(' ') ?? [];
		for (const [id, { object }] of this.#shown)
			object.traverse((mesh) => {
				if (!(mesh instanceof Mesh) || !(mesh.material instanceof ShaderMaterial)) return;
				lift(mesh.material, id === target?.layer && mesh.uuid === uuid ? number : undefined);
			});
	}

	/** The GPU context goes: the pictures' copies with it. */
	releaseGpu(): void {
		releasePictures(this.group);
	}

	dispose(): void {
		for (const id of [...this.#shown.keys()]) this.remove(id);
		this.#pictures.dispose();
		void this.#draco?.then((draco) => draco.dispose());
	}

	async #addGltf(id: string, source: ModelSource, marker: { readonly object: Object3D }): Promise<void> {
		const { frame, uniforms, changed } = this.#options;
		const response = await fetch(source.url);
		if (!response.ok) throw new Error(`the server answered ${response.status}`);
		const loader = new GLTFLoader()
			.setMeshoptDecoder(MeshoptDecoder)
			.setDRACOLoader(await this.#openDraco())
			.setKTX2Loader(asKtx2Loader(this.#pictures))
			.register(() => new GLTFStructuralMetadataExtension() as never)
			.register(() => new GLTFMeshFeaturesExtension() as never);
		const { scene } = await loader.parseAsync(await response.arrayBuffer(), '');
		if (this.#shown.get(id) !== marker) return; // removed while it loaded
		prepareModel(scene, uniforms);
		if (source.stands?.centred) centre(scene);
		const object = new Group().add(scene);
		object.matrixAutoUpdate = false;
		if (source.stands) object.matrix.copy(standing(frame, source.stands)).multiply(fromGltf());
		this.#show(id, object);
		changed();
	}

	async #addTileset(id: string, source: ModelSource, marker: { readonly object: Object3D }): Promise<void> {
		const { frame, uniforms, progress, changed } = this.#options;
		const draco = await this.#openDraco();
		if (this.#shown.get(id) !== marker) return; // removed meanwhile
		const tileset = new Tileset(
			source.url,
			frame,
			ERROR_PX,
			{
				prepare: (scene) => prepareModel(scene, uniforms),
				release: releasePictures,
				progress,
				changed
			},
			{ draco, pictures: asKtx2Loader(this.#pictures), ...(source.files && { files: source.files }) }
		);
		const { group } = tileset.tiles;
		if (source.stands) {
			group.matrix.copy(standing(frame, source.stands));
			group.updateMatrixWorld(true);
		}
		this.#show(id, group, tileset);
		progress();
		await tileset.opened;
	}

	/** Decodes compressed meshes in a worker, which starts with the first of them. */
	#openDraco(): Promise<DRACOLoader> {
		return (this.#draco ??= import('three/examples/jsm/loaders/DRACOLoader.js').then(
			({ DRACOLoader, DRACO_GLTF_CONFIG }) =>
				new DRACOLoader().setDecoderPath(DRACO_GLTF_CONFIG).setWorkerLimit(1)
		));
	}

	#show(id: string, object: Object3D, tileset?: Tileset): void {
		this.group.add(object);
		object.updateMatrixWorld(true);
		this.#shown.set(id, { object, ...(tileset && { tileset }) });
	}
}

/** A glTF loader calls no more of it than is there. */
const asKtx2Loader = (pictures: CompressedPictures) => pictures as unknown as KTX2Loader;

/** Moves a glTF scene so that the middle of its floor is the origin; its axes are glTF's, y up. */
function centre(scene: Object3D): void {
	const box = new Box3().setFromObject(scene);
	if (box.isEmpty()) return;
	scene.position.x -= (box.min.x + box.max.x) / 2;
	scene.position.y -= box.min.y;
	scene.position.z -= (box.min.z + box.max.z) / 2;
}
