import { areaOf, type Convex } from '../geometry/convex.ts';
import type { Dice } from '../geometry/dice.ts';
import type { Side } from '../plan/stretch.ts';
import { bisect } from './bisect.ts';

/** Cuts a block into plots of about `target` square metres; neighbours keep `gap` metres between them. */
export function parcels(block: Convex<Side>, target: number, gap: number, dice: Dice): Convex<Side>[] {
	const plots: Convex<Side>[] = [];
	const fence: Side = { half: gap / 2 };
	const halve = (piece: Convex<Side>, depth: number) => {
		const small = areaOf(piece.corners) < target * dice.between(1, 1.7) || depth > 12;
		const cut = small ? undefined : bisect(piece, dice, { clear: Math.sqrt(target) * 0.3, cut: () => fence });
		if (cut) for (const half of cut.pieces) halve(half, depth + 1);
		else plots.push(piece);
	};
	halve(block, 0);
	return plots;
}
