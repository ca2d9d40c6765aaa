import type { EpochMs } from '#lib/model/units.ts';
import { unit } from '../../geometry/dice.ts';

const SLOT = 6 * 3_600_000;
const MINUTE = 60_000;

/** Chance of a shower in six hours, by month from January: the monsoon brings the rain. */
const CHANCE = [0.05, 0.06, 0.08, 0.1, 0.12, 0.17, 0.3, 0.27, 0.15, 0.09, 0.07, 0.05];
/** Heaviest that a shower gets, mm/h, by month. */
const HEAVIEST = [2, 2, 4, 6, 9, 16, 24, 22, 12, 7, 4, 2];

/** Natural rain at an instant, mm/h: showers of their own length and weight, by seed. */
export function showersAt(seed: number, at: EpochMs): number {
	const slot = Math.floor(at / SLOT);
	// A shower begins in its slot and may reach into the next.
	return shower(seed, slot - 1, at) + shower(seed, slot, at);
}

function shower(seed: number, slot: number, at: EpochMs): number {
	const month = new Date(slot * SLOT).getUTCMonth();
	if (unit(seed + 301, slot) >= CHANCE[month]!) return 0;
	const begin = slot * SLOT + unit(seed + 302, slot) * SLOT;
	const length = (20 + 130 * unit(seed + 303, slot)) * MINUTE;
	const share = (at - begin) / length;
	if (share <= 0 || share >= 1) return 0;
	const weight = unit(seed + 304, slot);
	return (0.4 + HEAVIEST[month]! * weight * weight) * 4 * share * (1 - share);
}
