import { openThreeCity, type RecolouredCity } from './three-city.ts';

export type Name = 'ours' | 'attributes' | 'cesium';

export interface RecolourPage {
	/** Loads the city into a canvas; resolves when all of it is there. */
	open(name: Name, count: number, pixels: number): Promise<void>;
	/** Pixels of an indicator's picture. */
	picture(indicator: number): number[];
	wrong(indicator: number): { looked: number; wrong: number };
	/** No more drawing: only what the main thread does is measured. */
	still(): void;
	/** Shows so many indicators, one a frame. */
	run(from: number, count: number): Promise<void>;
	end(): void;
}

let city: RecolouredCity | undefined;
const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

const recolourBench: RecolourPage = {
	async open(name, count, pixels) {
		city =
			name === 'cesium'
				? await (await import('./cesium-city.ts')).openCesiumCity(count, pixels)
				: await openThreeCity(name === 'ours' ? 'texture' : 'attributes', count, pixels);
	},
	picture(indicator) {
		city!.show(indicator);
		return [...city!.picture()];
	},
	wrong(indicator) {
		city!.show(indicator);
		city!.show(indicator);
		return city!.wrong(indicator);
	},
	still() {
		city!.gl.drawElements = () => undefined;
		city!.gl.drawArrays = () => undefined;
	},
	async run(from, count) {
		for (let i = 0; i < count; i++) {
			city!.show(from + i);
			await frame();
		}
	},
	end() {
		city!.end();
		city = undefined;
	}
};
Object.assign(window, { recolourBench });
