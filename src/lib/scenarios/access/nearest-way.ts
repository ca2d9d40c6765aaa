import Flatbush from 'flatbush';
import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';
import { Plane } from '../city/plane.ts';
import type { Ways } from './ways.ts';

/** A place on a link. */
export interface OnWay {
	readonly link: number;
	/** Part of the link's length before it, 0 … 1. */
	readonly share: number;
	/** From what was asked about to it, in a straight line. */
	readonly off: Metres;
}

/** Beyond it nothing belongs to a street. */
export const FARTHEST_OFF_WAY: Metres = 500;

/** Streets that can be asked where one steps onto them: never on a bridge or in a tunnel. */
export class NearestWay {
	readonly #plane: Plane;
	readonly #index: Flatbush | undefined;
	/** By stretch between two points of a link. */
	readonly #link: number[] = [];
	readonly #ends: number[] = [];
	/** Metres of the link before the stretch; by link, all its metres as drawn. */
	readonly #before: number[] = [];
	readonly #whole: Float64Array;

	constructor({ nodes, links, points }: RoadsPart, ways: Ways) {
		this.#plane = new Plane(nodes.lat[0] ?? 0);
		this.#whole = new Float64Array(links.key.length);
		const { perLng, perLat } = this.#plane;
		for (let link = 0; link < ways.length; link++) {
			if (ways[link] === 0 || links.bridge[link] === 1 || links.tunnel[link] === 1) continue;
			for (let point = links.starts[link]! + 1; point < links.starts[link + 1]!; point++) {
				const [x0, y0] = [points.lng[point - 1]! * perLng, points.lat[point - 1]! * perLat];
				const [x1, y1] = [points.lng[point]! * perLng, points.lat[point]! * perLat];
				this.#link.push(link);
				this.#ends.push(x0, y0, x1, y1);
				this.#before.push(this.#whole[link]!);
				this.#whole[link]! += length(x1 - x0, y1 - y0);
			}
		}
		if (this.#link.length === 0) return;
		this.#index = new Flatbush(this.#link.length);
		for (let stretch = 0; stretch < this.#link.length; stretch++) {
			const [x0, y0, x1, y1] = this.#stretch(stretch);
			this.#index.add(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
		}
		this.#index.finish();
	}

	/** The nearest place on a street; of equally near ones that of the first link. Undefined: none within reach. */
	near(lng: Degrees, lat: Degrees, within: Metres = FARTHEST_OFF_WAY): OnWay | undefined {
		const [x, y] = [lng * this.#plane.perLng, lat * this.#plane.perLat];
		const first = this.#index?.neighbors(x, y, 1, within)[0];
		if (first === undefined) return undefined;
		// Boxes are nearer than what is in them: whatever may beat the first lies within its distance.
		const reach = Math.min(within, this.#off(first, x, y).off);
		let best: OnWay | undefined;
		let bestStretch = Infinity;
		for (const stretch of this.#index!.search(x - reach, y - reach, x + reach, y + reach)) {
			const { off, metres } = this.#off(stretch, x, y);
			if (off > within || (best && (off > best.off || (off === best.off && stretch > bestStretch)))) continue;
			const link = this.#link[stretch]!;
			const whole = this.#whole[link]!;
			best = { link, share: whole > 0 ? Math.min(1, metres / whole) : 0, off };
			bestStretch = stretch;
		}
		return best;
	}

	#off(stretch: number, x: number, y: number): { readonly off: Metres; readonly metres: Metres } {
		const [x0, y0, x1, y1] = this.#stretch(stretch);
		const [dx, dy] = [x1 - x0, y1 - y0];
		const square = dx * dx + dy * dy;
		const t = square > 0 ? Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / square)) : 0;
		return {
			off: length(x - (x0 + t * dx), y - (y0 + t * dy)),
			metres: this.#before[stretch]! + t * Math.sqrt(square)
		};
	}

	#stretch(stretch: number): readonly [number, number, number, number] {
		const at = 4 * stretch;
		return [this.#ends[at]!, this.#ends[at + 1]!, this.#ends[at + 2]!, this.#ends[at + 3]!];
	}
}

/** Not Math.hypot, whose last bit engines may choose. */
function length(dx: Metres, dy: Metres): Metres {
	return Math.sqrt(dx * dx + dy * dy);
}
