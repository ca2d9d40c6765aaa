import type { Deck, MapView } from '@deck.gl/core';
import { contestant, openDeck, type Contestant, type Name } from './contestants.ts';
import { Entities } from './entities.ts';

export interface MotionPage {
	/** Draws one moment; the share of the canvas that is lit, by pixel. */
	picture(name: Name, count: number, time: number, pixels: number): Promise<number[]>;
	/** Positions at a moment, x and y metres by entity. */
	positions(name: Name, count: number, time: number): number[];
	/** Makes a contestant ready to run on a 64 × 64 canvas; drawing itself is left out. */
	prepare(name: Name, count: number): Promise<void>;
	/** Runs so many frames of 1/60 s of the entities' time, with news every second. Bytes sent to GL. */
	run(frames: number): Promise<number>;
	end(): void;
}

/** Bytes handed to GL since the last `take`. */
function countUploads(gl: WebGL2RenderingContext): () => number {
	let bytes = 0;
	const data = gl.bufferData.bind(gl);
	const part = gl.bufferSubData.bind(gl);
	const size = (source: unknown, length?: number) =>
		typeof source === 'number' || source === null
			? 0
			: ArrayBuffer.isView(source)
				? length
					? length * ((source as Float32Array).BYTES_PER_ELEMENT ?? 1)
					: source.byteLength
				: (source as ArrayBuffer).byteLength;
	gl.bufferData = ((...all: Parameters<typeof data>) => {
		bytes += size(all[1], (all as unknown[])[4] as number | undefined);
		data(...all);
	}) as typeof gl.bufferData;
	gl.bufferSubData = ((...all: Parameters<typeof part>) => {
		bytes += size(all[2], (all as unknown[])[4] as number | undefined);
		part(...all);
	}) as typeof gl.bufferSubData;
	return () => {
		const taken = bytes;
		bytes = 0;
		return taken;
	};
}

function show(deck: Deck<MapView>, shown: Contestant, time: number): void {
	const layers = shown.layers(time);
	if (layers) deck.setProps({ layers });
	deck.redraw('bench');
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

let current:
	| {
			step: (time: number) => void;
			sample: (second: number) => void;
			take: () => number;
			second: number;
			tick: number;
			end: () => void;
	  }
	| undefined;

const motionBench: MotionPage = {
	async picture(name, count, time, pixels) {
		const { deck, gl } = await openDeck(pixels);
		const shown = contestant(name, new Entities(count), () => deck.getViewports()[0], pixels);
		for (let i = 0; i < 3; i++) {
			show(deck, shown, time);
			await frame();
		}
		const bytes = new Uint8Array(4 * pixels * pixels);
		deck.redraw('bench');
		gl.readPixels(0, 0, pixels, pixels, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
		const lit = Array.from({ length: pixels * pixels }, (_, i) => bytes[4 * i]! / 255);
		deck.finalize();
		gl.getExtension('WEBGL_lose_context')?.loseContext();
		return lit;
	},

	positions: (name, count, time) => [
		...contestant(name, new Entities(count), () => undefined, 64).positions(time)
	],

	async prepare(name, count) {
		const { deck, gl } = await openDeck(64);
		const shown = contestant(name, new Entities(count), () => deck.getViewports()[0], 64);
		const step = (time: number) => {
			show(deck, shown, time);
		};
		step(0);
		await frame();
		step(0);
		// a software renderer cannot draw 50,000 instances sixty times a second: the same for all
		gl.drawArraysInstanced = () => undefined;
		gl.drawElementsInstanced = () => undefined;
		current = {
			step,
			sample: shown.sample,
			take: countUploads(gl),
			second: 1,
			tick: 0,
			end: () => {
				deck.finalize();
				gl.getExtension('WEBGL_lose_context')?.loseContext();
				document.querySelector('canvas')?.remove();
			}
		};
	},

	async run(frames) {
		const running = current!;
		running.take();
		for (let i = 0; i < frames; i++) {
			running.tick++;
			if (running.tick % 60 === 0) running.sample(++running.second);
			running.step(running.tick / 60);
			await frame();
		}
		return running.take();
	},

	end() {
		current?.end();
		current = undefined;
	}
};
Object.assign(window, { motionBench });
