import { ease, layeredNoise } from '../geometry/noise.ts';
import type { Plan } from './plan.ts';
import { PLACES } from './plan.ts';

/** Ground this high is left to the forest: steeper than one builds on. Metres above sea level. */
export const FOREST_LINE = 74;

/**
 * Height of the ground above sea level, metres, at metres east and north of the anchor. A plain of about
 * 30 m falls gently to the south-east; hills of some 300 m rise beyond the western edge, and one hill
 * stands alone in the town.
 */
export function elevationAt(plan: Plan, x: number, y: number): number {
	const { seed, scale } = plan;
	const plain = plainAt(plan, x, y) + 1.6 * layeredNoise(seed + 21, x / 900, y / 900, 2);
	const west = (-0.86 * x + 0.3 * y - 5900 * scale) / (3000 * scale);
	const ragged = west + 0.3 * layeredNoise(seed + 22, x / (1900 * scale), y / (1900 * scale), 3);
	const ridges = 0.6 + 0.4 * layeredNoise(seed + 23, x / (1200 * scale), y / (1200 * scale), 4);
	const { x: hillX, y: hillY, radius } = PLACES.hillPark;
	const [dx, dy] = [x / scale - hillX, y / scale - hillY];
	const away = (dx * dx + dy * dy) / (radius * radius);
	return plain + 330 * ease(ragged) * ridges + 95 / (1 + away * away * away);
}

/** Height of the plain without its small unevenness: rivers run as evenly as it falls. */
export function plainAt({ scale }: Plan, x: number, y: number): number {
	return 32 - (x - y) / (1800 * scale);
}
