import { Loader, LoadingManager, type CompressedTexture, type WebGLRenderer } from 'three';
import type { KTX2Loader } from 'three/examples/jsm/loaders/KTX2Loader.js';
import { withoutEval } from './transcoder-without-eval.ts';

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
		return (this.#reader ??= Promise.all([
			import('three/examples/jsm/loaders/KTX2Loader.js'),
			loadTranscoder()
		]).then(([{ KTX2Loader }, transcoder]) => {
			const manager = new LoadingManager().setURLModifier((address) =>
				TRANSCODER.test(address) ? transcoder : address
			);
			return new KTX2Loader(manager).setWorkerLimit(1).detectSupport(this.#renderer() ?? NO_GPU);
		}));
	}
}

/** Where three's loader has its transcoder's script, with whatever hash a build gives it. */
const TRANSCODER = /\/basis_transcoder[^/]*\.js/;

/** URL of the transcoder's script as our pages allow it. */
async function loadTranscoder(): Promise<string> {
	const { default: address } = await import('three/examples/jsm/libs/basis/basis_transcoder.js?url');
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(`the transcoder of KTX2 pictures does not come: ${answer.status}`);
	return URL.createObjectURL(new Blob([withoutEval(await answer.text())], { type: 'text/javascript' }));
}

/** Of a renderer, all that is asked. */
const NO_GPU = { extensions: { has: () => false } } as unknown as WebGLRenderer;
