import { inset, type Convex } from '../geometry/convex.ts';
import type { Side } from '../plan/stretch.ts';
import { frontages } from './fit.ts';
import type { Quarter } from './quarter.ts';
import { rectangle } from './shapes.ts';

const BUSY = new Set(['primary', 'secondary', 'tertiary']);

/** True for sides along streets that shops are found on. */
export function isBusy({ stretch }: Side): boolean {
	return stretch !== undefined && BUSY.has(stretch.class);
}

/**
 * Shops in a row along the busy sides of a plot, with gates between them; gives back the ground that is
 * left behind them.
 */
export function shopsAlong(
	plot: Convex<Side>,
	quarter: Quarter,
	year: number,
	{ depth, behind }: { depth: number; behind: number }
): Convex<Side> | undefined {
	const { dice } = quarter;
	const edge = inset(plot, () => 3);
	if (!edge) return undefined;
	for (const { frame, box } of frontages(edge, depth, isBusy)) {
		let x = box.x0 + 4;
		while (box.x1 - x > 16) {
			const length = Math.min(box.x1 - x - 2, dice.between(22, 64));
			if (length < 12) break;
			if (dice.chance(0.9))
				quarter.build(
					'retail',
					rectangle(frame, { ...box, x0: x, x1: x + length, y1: box.y1 - dice.between(0, 2) }),
					dice.pick([1, 2, 2, 2, 3]),
					year
				);
			x += length + dice.pick([0.4, 0.4, 6, 9]);
		}
	}
	return inset(edge, (side) => (isBusy(side) ? depth + behind : 4));
}
