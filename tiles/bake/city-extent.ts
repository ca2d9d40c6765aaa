import type { CityManifest } from '#lib/model/city.ts';
import type { BBox } from '#lib/model/geometry.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import { GrowingInt32 } from './growing.ts';

const UNITS = 1e7;
/** Strays beyond these shares do not decide where the city is. */
const [LOW, HIGH] = [0.001, 0.999];
/** The kept shares are widened by so much of their width. */
const MARGIN = 0.02;

/** Where things are, without letting a few strays move the city. */
export class Extent {
	readonly #lng = new GrowingInt32();
	readonly #lat = new GrowingInt32();

	get count(): number {
		return this.#lng.length;
	}

	/** Adds the first position of a flat lng, lat line. */
	add(line: ArrayLike<number>): void {
		this.#lng.push(Math.round(line[0]! * UNITS));
		this.#lat.push(Math.round(line[1]! * UNITS));
	}

	/** The box of all but the outermost, a little wider; undefined when nothing was added. */
	robust(): BBox | undefined {
		if (this.count === 0) return undefined;
		const [west, east] = range(this.#lng.view());
		const [south, north] = range(this.#lat.view());
		return [west, south, east, north];
	}
}

function range(values: Int32Array): [number, number] {
	const sorted = values.slice().sort();
	const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
	const [low, high] = [at(LOW), at(HIGH)];
	const margin = Math.max(0.0005 * UNITS, (high - low) * MARGIN);
	return [Math.max(sorted[0]!, low - margin) / UNITS, Math.min(sorted.at(-1)!, high + margin) / UNITS];
}

/** An oblique first view over the densest part, up to the horizon: it takes in about a third of the city's width. */
export function homeCamera(
	frame: LocalFrame,
	bbox: BBox,
	densest: readonly [number, number] | undefined
): CityManifest['home'] {
	const [west, south] = frame.toLocal(bbox[0], bbox[1]);
	const [east, north] = frame.toLocal(bbox[2], bbox[3]);
	const [lng, lat] = densest
		? frame.toLngLat(...densest)
		: [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];
	const width = Math.min(9000, Math.max(1200, Math.max(east - west, north - south) / 3));
	// At zoom z a CSS pixel is 78,271.5 m × cos(lat) / 2^z; the view is taken to be 1,600 pixels wide.
	const zoom = Math.log2((78_271.517 * Math.cos((lat * Math.PI) / 180) * 1600) / width);
	return {
		lng: Math.round(lng * 1e5) / 1e5,
		lat: Math.round(lat * 1e5) / 1e5,
		zoom: Math.round(Math.min(16, zoom) * 100) / 100,
		pitch: 67,
		bearing: 25
	};
}
