import type { LngLat } from '#lib/model/geometry.ts';
import type { Squares } from '#lib/model/gather/cell-ground.ts';
import type { Cells } from '#lib/model/gather/cells.ts';
import { deltaOf, type DifferenceRow } from './difference.ts';

/** Counts of rows by even cells on both sides: a cell without rows has none, which is zero and not missing. */
export function cellDifference(
	a: Cells<Squares>,
	b: Cells<Squares>,
	/** The middle of a cell, metres east and north of the anchor, in degrees. */
	toLngLat: (east: number, north: number) => LngLat
): DifferenceRow[] {
	const counts = new Map<string, { column: number; row: number; a: number; b: number }>();
	for (const side of ['a', 'b'] as const) {
		const { ground, rows } = side === 'a' ? a : b;
		const { column, row } = ground;
		rows.forEach((count, cell) => {
			const [x, y] = [column[cell] as number, row[cell] as number];
			const key = `${x},${y}`;
			const known = counts.get(key) ?? { column: x, row: y, a: 0, b: 0 };
			known[side] = count;
			counts.set(key, known);
		});
	}
	return [...counts].map(([key, cell]) => {
		const at = toLngLat((cell.column + 0.5) * a.ground.size, (cell.row + 0.5) * a.ground.size);
		return {
			urn: key,
			title: `${at[1].toFixed(4)}, ${at[0].toFixed(4)}`,
			at,
			a: reading(cell.a),
			b: reading(cell.b),
			...deltaOf(cell.a, cell.b)
		};
	});
}

/** Counts of a file have no age of their own. */
const reading = (value: number) => ({ value, observedAt: undefined, stale: false });
