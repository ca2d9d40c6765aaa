import type { Metres } from '#lib/model/units.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { TerrainRecord } from '#tiles/source-records.ts';

/** Heights between the samples of a grid, by metres of a frame; NaN outside, and where a sample beside is unknown. */
export function heightLookup(
	{ west, south, step, columns, rows, heights }: TerrainRecord,
	frame: LocalFrame
): (east: Metres, north: Metres) => number {
	const at = (column: number, row: number) => heights[(rows - 1 - row) * columns + column]!;
	return (east, north) => {
		const [lng, lat] = frame.toLngLat(east, north, 0);
		const [x, y] = [(lng - west) / step, (lat - south) / step];
		if (x < 0 || y < 0 || x > columns - 1 || y > rows - 1) return NaN;
		const [column, row] = [Math.min(columns - 2, Math.floor(x)), Math.min(rows - 2, Math.floor(y))];
		const [u, v] = [x - column, y - row];
		const low = (1 - u) * at(column, row) + u * at(column + 1, row);
		const high = (1 - u) * at(column, row + 1) + u * at(column + 1, row + 1);
		return (1 - v) * low + v * high;
	};
}
