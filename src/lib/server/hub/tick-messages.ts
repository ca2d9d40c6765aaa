import type { FrameParts } from './layer-frames.ts';
import { xyOf } from './quadtile.ts';
import type { Difference } from './revisions.ts';
import type { TickChanges } from './tick-changes.ts';
import type { View } from './view.ts';

/** How a layer writes down what a tick brings. */
export interface TickEncoder {
	/** A delta for everyone. */
	rows(difference: Difference, parts: Pick<FrameParts, 'lod' | 'tile'>): Uint8Array;
	/** All cells of a view of level 0. */
	cells(view: View): Uint8Array;
	/** Which entities a level has; undefined: every one. */
	keeps(lod: View['lod']): ((idx: number) => boolean) | undefined;
}

/** The messages of one tick: a tile's frame is made once, however many views have the tile. */
export class TickMessages {
	readonly #encoder: TickEncoder;
	readonly #tiles = new Map<string, Uint8Array | undefined>();

	constructor(encoder: TickEncoder) {
		this.#encoder = encoder;
	}

	/** What the changes mean for a view; undefined: nothing. */
	of(changes: TickChanges, view: View): Uint8Array | undefined {
		if (changes.isEmpty) return undefined;
		const { lod, tiles } = view;
		if (lod === 0) return this.#encoder.cells(view);
		if (!tiles) return this.#delta(changes.rows, changes.removed, { lod });
		const frames: Uint8Array[] = [];
		for (const tile of tiles.tiles) {
			const frame = this.#tile(changes, lod, tiles.z, tile);
			if (frame) frames.push(frame);
		}
		return frames.length > 1 ? Buffer.concat(frames) : frames[0];
	}

	#tile(changes: TickChanges, lod: View['lod'], z: number, tile: number): Uint8Array | undefined {
		const name = `${lod}/${z}/${tile}`;
		if (!this.#tiles.has(name)) {
			const there = changes.ofTile(z, tile);
			const [x, y] = xyOf(tile);
			this.#tiles.set(
				name,
				there &&
					this.#delta(new Uint32Array(there.rows), new Uint32Array(there.removed), {
						lod,
						tile: { z, x, y }
					})
			);
		}
		return this.#tiles.get(name);
	}

	#delta(
		rows: Uint32Array,
		removed: Uint32Array,
		parts: { readonly lod: View['lod']; readonly tile?: { z: number; x: number; y: number } }
	): Uint8Array | undefined {
		const keeps = this.#encoder.keeps(parts.lod);
		const difference = keeps
			? { rows: rows.filter(keeps), removed: removed.filter(keeps) }
			: { rows, removed };
		if (difference.rows.length + difference.removed.length === 0) return undefined;
		return this.#encoder.rows(difference, parts);
	}
}
