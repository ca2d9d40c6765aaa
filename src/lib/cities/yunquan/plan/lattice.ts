import { noise, ease } from '../geometry/noise.ts';
import type { Point } from '../geometry/point.ts';
import { sineOfTurns } from '../geometry/turn.ts';
import type { Plan } from './plan.ts';

/**
 * Where a point of the plan lies on the ground. Around the old town nothing moves; farther out, streets
 * bend a little, and near the river they follow its meanders. The bending is slow against the lattice's
 * spacing, so that its quarters stay convex.
 */
export function onGround(plan: Plan, x: number, y: number): Point {
	const { seed, scale, columns } = plan;
	const at = (name: string) => columns.at[columns.line[name]!]!;
	const [town, westBank, eastBank, ring] = [at('oldEast'), at('westBank'), at('eastBank'), at('thirdEast')];
	const near =
		x < westBank
			? ease((x - town) / (westBank - town))
			: x > eastBank
				? ease((ring - x) / (ring - eastBank))
				: 1;
	const out = Math.max(
		(Math.abs(x) - town * 1.05) / (2600 * scale),
		(Math.abs(y) - town * 1.05) / (2600 * scale)
	);
	const free = ease(out) * Math.min(1, scale * 1.5);
	const wave = Math.max(2600, 3600 * Math.sqrt(scale));
	return {
		x: x + near * meander(plan, y) + free * 150 * noise(seed + 31, x / wave, y / wave),
		y: y + free * 150 * noise(seed + 32, x / wave, y / wave)
	};
}

/** How far east of its band on the plan the river runs at height y, metres. */
function meander({ seed, scale }: Plan, y: number): number {
	const phase = noise(seed + 33, 0.5, 0.5) * 0.08;
	return (
		scale * (470 * sineOfTurns(y / (10_400 * scale) + 0.07 + phase) + 120 * sineOfTurns(y / (4700 * scale)))
	);
}

/** Ground position of the lattice's node at column and row. */
export function nodeAt(plan: Plan, column: number, row: number): Point {
	return onGround(plan, plan.columns.at[column]!, plan.rows.at[row]!);
}
