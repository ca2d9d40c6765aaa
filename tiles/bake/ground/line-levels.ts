import type { RibbonMesh, Line } from './ribbons.ts';
import { prepareLine, simplifyLine } from './ribbons.ts';

/** Longest segment, metres: the ribbon bends with the earth. */
const LONGEST = 500;

interface Stretch {
	readonly line: Line;
	readonly from: number;
	readonly to: number;
}

/**
 * Lines cut into stretches per tile of a quadtree, at any depth: in full for leaves, simplified and without
 * the minor classes for tiles seen from afar. Each depth is prepared when it is first asked for.
 */
export class LineLevels {
	readonly #lines: readonly Line[];
	readonly #side: number;
	readonly #centre: readonly [number, number];
	readonly #full: Line[];
	readonly #levels = new Map<string, Map<number, Stretch[]>>();

	constructor(lines: readonly Line[], side: number, centre: readonly [number, number]) {
		this.#lines = lines;
		this.#side = side;
		this.#centre = centre;
		this.#full = lines.flatMap((line) => prepared(line, line.xy)).sort((a, b) => a.cls - b.cls);
	}

	/** Vertices of the full lines in a tile. */
	weight(depth: number, x: number, y: number): number {
		const stretches = this.#level(depth, true).get(x * 65536 + y) ?? [];
		return stretches.reduce((sum, { from, to }) => sum + to - from + 1, 0);
	}

	draw(depth: number, x: number, y: number, full: boolean, mesh: RibbonMesh): void {
		for (const { line, from, to } of this.#level(depth, full).get(x * 65536 + y) ?? [])
			mesh.stretch(line, from, to);
	}

	#level(depth: number, full: boolean): Map<number, Stretch[]> {
		const key = `${String(depth)}${full ? 'f' : 's'}`;
		let level = this.#levels.get(key);
		if (!level) {
			level = this.#cut(full ? this.#full : this.#simple(depth), depth);
			this.#levels.set(key, level);
		}
		return level;
	}

	#simple(depth: number): Line[] {
		const size = this.#side / 2 ** depth;
		const lowest = size > 24_000 ? 2 : size > 6000 ? 1 : 0;
		return this.#lines
			.filter((line) => line.cls >= lowest)
			.flatMap((line) => prepared(line, simplifyLine(line.xy, size / 2048)))
			.sort((a, b) => a.cls - b.cls);
	}

	/** Stretches by tile; a segment belongs to the tile of its middle. Minor classes come first. */
	#cut(lines: readonly Line[], depth: number): Map<number, Stretch[]> {
		const tiles = new Map<number, Stretch[]>();
		const count = 2 ** depth;
		const size = this.#side / count;
		const west = this.#centre[0] - this.#side / 2;
		const south = this.#centre[1] - this.#side / 2;
		const clamp = (value: number) => Math.min(count - 1, Math.max(0, Math.floor(value / size)));
		for (const line of lines) {
			let from = 0;
			let tile = -1;
			const last = line.xy.length / 2 - 1;
			for (let v = 0; v <= last; v++) {
				const next =
					v === last
						? -1
						: clamp((line.xy[2 * v]! + line.xy[2 * v + 2]!) / 2 - west) * 65536 +
							clamp((line.xy[2 * v + 1]! + line.xy[2 * v + 3]!) / 2 - south);
				if (next === tile) continue;
				if (tile >= 0) {
					const list = tiles.get(tile);
					const stretch = { line, from, to: v };
					if (list) list.push(stretch);
					else tiles.set(tile, [stretch]);
				}
				from = v;
				tile = next;
			}
		}
		return tiles;
	}
}

function prepared(line: Line, xy: Float64Array): Line[] {
	const clean = prepareLine(xy, LONGEST);
	return clean.length >= 4 ? [{ ...line, xy: clean }] : [];
}
