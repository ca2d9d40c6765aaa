import { Loader, type CompressedTexture, type WebGLRenderer } from 'three';
import type { KTX2Loader } from 'three/examples/jsm/loaders/KTX2Loader.js';

type Loaded = (picture: CompressedTexture) => void;
type Failed = (thrown: unknown) => void;

/** Reads KTX2 pictures of models. What decodes them, 0.6 MB, is fetched and started with the first of them. */
export class CompressedPictures extends Loader<CompressedTexture> {
	/** What three's glTF loader asks for. */
	readonly isKTX2Loader = true;
	readonly #renderer: () => WebGLRenderer | undefined;
	#reader: Promise<KTX2Loader> | undefined;

	/** `renderer`: says which formats its GPU takes; without one pictures become plain pixels. */
	constructor(renderer: () => WebGLRenderer | undefined) {
		super();
		this.#renderer = renderer;
	}

	override load(
		url: string,
		onLoad: Loaded,
		onProgress?: (event: ProgressEvent) => void,
		onError?: Failed
	): void {
		this.#open().then((reader) => reader.load(url, onLoad, onProgress, onError), onError);
	}

	parse(file: ArrayBuffer, onLoad: Loaded, onError?: Failed): void {
		this.#open().then((reader) => reader.parse(file, onLoad, onError), onError);
	}

	dispose(): void {
		void this.#reader?.then((reader) => reader.dispose()).catch(() => undefined); // it never came
	}

	#open(): Promise<KTX2Loader> {
		return (this.#reader ??= import('three/examples/jsm/loaders/KTX2Loader.js').then(({ KTX2Loader }) =>
			new KTX2Loader().setWorkerLimit(1).detectSupport(this.#renderer() ?? NO_GPU)
		));
	}
}

/** Of a renderer, all that is asked. */
const NO_GPU = { extensions: { has: () => false } } as unknown as WebGLRenderer;
