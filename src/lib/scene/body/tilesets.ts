import { TilesRenderer } from '3d-tiles-renderer';
import { GLTFExtensionsPlugin, ImplicitTilingPlugin } from '3d-tiles-renderer/plugins';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { Matrix4, type Camera, type Object3D } from 'three';
import type { DRACOLoader } from 'three/examples/jsm/loaders/DRACOLoader.js';
import type { KTX2Loader } from 'three/examples/jsm/loaders/KTX2Loader.js';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import { TileFilesPlugin, urlInFiles, type TileFiles } from './tile-files.ts';

export interface TilesetHandlers {
	/** A tile's content is here; give it our materials. */
	readonly prepare: (scene: Object3D) => void;
	/** A tile's content goes. */
	readonly release: (scene: Object3D) => void;
	/** More is here or could be: choose tiles again. */
	readonly progress: () => void;
	/** The set of drawn tiles changed. */
	readonly changed: () => void;
}

/** How a tileset's files are read, where it is not the city's own. */
export interface TilesetReading {
	/** Where its addresses are not of a server. */
	readonly files?: TileFiles;
	/** Decodes compressed meshes; whoever gave it disposes of it. */
	readonly draco?: DRACOLoader;
	/** Decodes compressed pictures, as that. */
	readonly pictures?: KTX2Loader;
}

/** What of the tiles renderer its own typings leave out. */
interface Untyped {
	readonly stats: Readonly<Record<'queued' | 'downloading' | 'parsing' | 'visible', number>>;
	readonly isLoading: boolean;
}

/** All tilesets share one memory budget: enough for a city in view and the way back. */
const MEMORY_BYTES = { min: 300e6, max: 500e6 } as const;

/** A tileset of the city, standing in the local frame. */
export class Tileset {
	readonly tiles: TilesRenderer;
	/** Resolves with the first tileset file, rejects when it cannot be had. */
	readonly opened: Promise<undefined>;
	#failed = false;

	/** `errorTarget`: greatest error on screen, pixels. */
	constructor(
		url: string,
		frame: LocalFrame,
		errorTarget: number,
		handlers: TilesetHandlers,
		{ files, draco, pictures }: TilesetReading = {}
	) {
		const tiles = new TilesRenderer(url);
		this.tiles = tiles;
		if (files) {
			tiles.registerPlugin(new TileFilesPlugin(files));
			tiles.manager.setURLModifier((address) => urlInFiles(files, address) ?? address);
		}
		// the decoder is the same as three's copy of it, which the typings name
		tiles.registerPlugin(
			new GLTFExtensionsPlugin({
				metadata: true,
				meshoptDecoder: MeshoptDecoder as never,
				autoDispose: false,
				...(draco && { dracoLoader: draco }),
				...(pictures && { ktxLoader: pictures })
			})
		);
		tiles.registerPlugin(new ImplicitTilingPlugin());
		tiles.errorTarget = errorTarget;
		tiles.displayActiveTiles = true;
		tiles.autoDisableRendererCulling = false;
		tiles.lruCache.minBytesSize = MEMORY_BYTES.min;
		tiles.lruCache.maxBytesSize = MEMORY_BYTES.max;
		tiles.group.matrixAutoUpdate = false;
		tiles.group.matrix.copy(new Matrix4().fromArray(frame.toEcefMatrix as number[]).invert());
		tiles.group.updateMatrixWorld(true);
		tiles.addEventListener('load-model', ({ scene }: { scene: Object3D }) => {
			handlers.prepare(scene);
			handlers.progress();
		});
		tiles.addEventListener('dispose-model', ({ scene }: { scene: Object3D }) => handlers.release(scene));
		tiles.addEventListener('needs-update', handlers.progress);
		tiles.addEventListener('load-tileset', handlers.progress);
		tiles.addEventListener('tile-visibility-change', handlers.changed);
		const { promise, resolve, reject } = Promise.withResolvers<undefined>();
		this.opened = promise;
		promise.catch(() => undefined); // whoever waits for it hears of it
		tiles.addEventListener('load-root-tileset', () => resolve(undefined));
		tiles.addEventListener('load-error', ({ tile, error }: { tile: unknown; error: unknown }) => {
			if (tile === null) {
				this.#failed = true;
				reject(error);
			}
			handlers.progress();
		});
	}

	/** Chooses the tiles for a camera; width and height of its picture in pixels. */
	update(camera: Camera, width: number, height: number): void {
		this.tiles.setCamera(camera);
		this.tiles.setResolution(camera, width, height);
		this.tiles.update();
	}

	/** Nothing is on its way. A tileset whose root failed is idle too. */
	get idle(): boolean {
		if (this.#failed) return true;
		const { stats, isLoading } = this.tiles as unknown as Untyped;
		return this.tiles.root !== null && !isLoading && stats.queued + stats.downloading + stats.parsing === 0;
	}

	/** Tiles that are drawn. */
	get drawn(): number {
		return this.tiles.group.children.length;
	}

	dispose(): void {
		this.tiles.dispose();
	}
}
