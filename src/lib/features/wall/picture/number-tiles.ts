import type { Box } from './box.ts';
import { roomFor } from './paging.ts';

/** A tile's least size and the space between two, CSS pixels. */
export interface TileSize {
	readonly width: number;
	readonly height: number;
	readonly gap: number;
}

/** Tiles of one box. */
export interface NumberTiles {
	readonly count: number;
	/** Side by side. */
	readonly columns: number;
	/** Of each, CSS pixels: together they fill the box. */
	readonly height: number;
}

/** Shares tiles among boxes: evenly while each has room, else as many as it has room for; fewest side by side. */
export function numberTiles(boxes: readonly Box[], most: number, least: TileSize): readonly NumberTiles[] {
	const { gap } = least;
	let rest = most;
	return boxes.map((box, index) => {
		const room = roomFor(box.height + gap, least.height + gap);
		const across = box.width > box.height ? Math.max(1, Math.floor(box.width / least.width)) : 1;
		const count = Math.min(Math.ceil(rest / (boxes.length - index)), room * across);
		rest -= count;
		const columns = Math.max(1, Math.ceil(count / Math.max(1, room)));
		const rows = Math.max(1, Math.ceil(count / columns));
		return { count, columns, height: (box.height + gap) / rows - gap };
	});
}
