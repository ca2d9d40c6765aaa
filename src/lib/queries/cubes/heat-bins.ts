import { AppError } from '#lib/model/errors.ts';
import type { Bins } from './bins.ts';

/** Cells of one view at most: the cube of a brush has all of them at every brush step. */
export const MOST_CELLS = 10_000;

/** Crosses two columns' bars: a cell for each pair, and one bin for rows that lack either value. */
export function binHeat(x: Bins, y: Bins): Bins {
	const count = x.count * y.count;
	if (count > MOST_CELLS)
		throw new AppError('QUERY_FAILED', {
			reason: 'tooManyCells',
			cells: count,
			most: MOST_CELLS,
			message: `The two columns cross in ${count} cells; choose longer steps or fewer bars, for ${MOST_CELLS} at most.`
		});
	const fine = new Uint16Array(x.fine.length);
	crossBins(fine, x, y, 0, fine.length);
	const { fine: _x, ...xAxis } = x;
	const { fine: _y, ...yAxis } = y;
	return { fine, shift: 0, count, x: xAxis, y: yAxis };
}

/** Writes the cells of rows [from, to). */
export function crossBins(out: Uint16Array, x: Bins, y: Bins, from: number, to: number): void {
	const missing = x.count * y.count;
	for (let row = from; row < to; row++) {
		const [barX, barY] = [(x.fine[row] as number) >> x.shift, (y.fine[row] as number) >> y.shift];
		out[row] = barX === x.count || barY === y.count ? missing : barY * x.count + barX;
	}
}
