import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { withoutEval } from './transcoder-without-eval.ts';

const folder = createRequire(import.meta.url)
	.resolve('three/examples/jsm/libs/basis/basis_transcoder.js')
	.replace('basis_transcoder.js', '');
/** Of Basis Universal, in KTX2: 16 × 16 pixels, the left half reddish, the right half green. */
const PICTURE = readFileSync(new URL('./fixtures/halves.ktx2', import.meta.url));
/** The transcoder's name of plain pixels. */
const RGBA32 = 13;

interface Transcoder {
	initializeBasis(): void;
	KTX2File: new (bytes: Uint8Array) => {
		getWidth(): number;
		startTranscoding(): number;
		getImageTranscodedSizeInBytes(level: number, layer: number, face: number, format: number): number;
		transcodeImage(
			to: Uint8Array,
			level: number,
			layer: number,
			face: number,
			format: number,
			unused: number,
			channel0: number,
			channel1: number
		): number;
	};
}

test('the transcoder reads a KTX2 picture where no text may be evaluated', async () => {
	const source = readFileSync(`${folder}basis_transcoder.js`, 'utf8');
	const context = createContext(
		{ WebAssembly, Uint8Array, console, performance, TextDecoder },
		{ codeGeneration: { strings: false, wasm: true } }
	);
	const open = runInContext(`${withoutEval(source)}; BASIS`, context) as (
		options: object
	) => Promise<Transcoder>;
	const transcoder = await open({ wasmBinary: readFileSync(`${folder}basis_transcoder.wasm`) });
	transcoder.initializeBasis();
	const file = new transcoder.KTX2File(new Uint8Array(PICTURE));
	expect([file.getWidth(), file.startTranscoding()]).toEqual([16, 1]);
	const pixels = new Uint8Array(file.getImageTranscodedSizeInBytes(0, 0, 0, RGBA32));
	expect(file.transcodeImage(pixels, 0, 0, 0, RGBA32, 0, -1, -1)).toBe(1);
	const pixel = (x: number, y: number) => [...pixels.subarray(4 * (16 * y + x), 4 * (16 * y + x) + 4)];
	expect(pixel(2, 2).map((value) => Math.round(value / 32))).toEqual([6, 2, 1, 8]);
	expect(pixel(13, 13).map((value) => Math.round(value / 32))).toEqual([1, 5, 4, 8]);
	expect(() => withoutEval('var BASIS')).toThrow('of another kind');
});
