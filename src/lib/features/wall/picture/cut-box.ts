import type { Box } from './box.ts';
import type { Seams } from './window-picture.ts';

/** Seams that leave room for what is read between them; panels of an LED wall are narrower than a line. */
export const usefulSeams = (seams: readonly number[], length: number, least: number): readonly number[] =>
	length / (seams.length + 1) >= least ? seams : [];

/** A rectangle cut along seams, each part away from them by half a gap; row by row. */
export function cutBox(box: Box, seams: Seams, gap: number): readonly Box[] {
	const parts = (from: number, length: number, at: readonly number[]) => {
		const inside = at.filter((seam) => seam > from + gap && seam < from + length - gap);
		const edges = [from, ...inside, from + length];
		return edges.slice(1).map((edge, index) => {
			const begin = (edges[index] ?? from) + (index > 0 ? gap / 2 : 0);
			// What ends at a seam itself keeps away from it too.
			const onSeam = index < inside.length || at.some((seam) => Math.abs(seam - edge) < gap / 2);
			return { begin, length: edge - (onSeam ? gap / 2 : 0) - begin };
		});
	};
	return parts(box.y, box.height, seams.y).flatMap((row) =>
		parts(box.x, box.width, seams.x).map((column) => ({
			x: Math.round(column.begin),
			y: Math.round(row.begin),
			width: Math.floor(column.length),
			height: Math.floor(row.length)
		}))
	);
}
