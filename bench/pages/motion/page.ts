import type { Contestant } from './contestant.ts';
import { CONTESTANTS, type Name } from './contestants.ts';
import { countUploads } from './count-uploads.ts';
import { Entities } from './entities.ts';

export interface MotionPage {
	/** Draws one moment; the share of the canvas that is lit, by pixel. */
	picture(name: Name, count: number, time: number, pixels: number): Promise<number[]>;
	/** Positions at a moment, x and y metres by entity. */
	positions(name: Name, count: number, time: number): Promise<number[]>;
	/** Makes a contestant ready to run on a 64 × 64 canvas; drawing itself is left out. */
	prepare(name: Name, count: number): Promise<void>;
	/** Runs so many frames of 1/60 s of the entities' time, with news every second. Bytes sent to GL. */
	run(frames: number): Promise<number>;
	end(): void;
}

/** A software renderer cannot draw 50,000 points sixty times a second: the same for all. */
function leaveOutDrawing(gl: WebGL2RenderingContext): void {
	gl.drawArrays = () => undefined;
	gl.drawElements = () => undefined;
	gl.drawArraysInstanced = () => undefined;
	gl.drawElementsInstanced = () => undefined;
}

const open = (name: Name, count: number, pixels: number): Promise<Contestant> =>
	CONTESTANTS[name](new Entities(count), pixels);

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

let current: { shown: Contestant; take: () => number; second: number; tick: number } | undefined;

const motionBench: MotionPage = {
	async picture(name, count, time, pixels) {
		const shown = await open(name, count, pixels);
		for (let i = 0; i < 3; i++) {
			shown.step(time);
			await frame();
		}
		const bytes = new Uint8Array(4 * pixels * pixels);
		shown.step(time);
		shown.gl.readPixels(0, 0, pixels, pixels, shown.gl.RGBA, shown.gl.UNSIGNED_BYTE, bytes);
		const lit = Array.from({ length: pixels * pixels }, (_, i) => bytes[4 * i]! / 255);
		shown.end();
		return lit;
	},

	async positions(name, count, time) {
		const shown = await open(name, count, 64);
		const xy = [...shown.positions(time)];
		shown.end();
		return xy;
	},

	async prepare(name, count) {
		const shown = await open(name, count, 64);
		shown.step(0);
		await frame();
		shown.step(0);
		leaveOutDrawing(shown.gl);
		current = { shown, take: countUploads(shown.gl), second: 1, tick: 0 };
	},

	async run(frames) {
		const running = current!;
		running.take();
		for (let i = 0; i < frames; i++) {
			running.tick++;
			if (running.tick % 60 === 0) running.shown.sample(++running.second);
			running.shown.step(running.tick / 60);
			await frame();
		}
		return running.take();
	},

	end() {
		current?.shown.end();
		current = undefined;
	}
};
Object.assign(window, { motionBench });
