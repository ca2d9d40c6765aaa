import { usualStep } from '#lib/model/briefing/usual-gap.ts';
import type { EpochMs } from '#lib/model/units.ts';

export interface Point<Amount = number> {
	readonly time: EpochMs;
	readonly amount: Amount;
}
/** Steps without a value over which a line goes on; pages draw it so, too. */
const JOINED = 2;

/**
 * A series at even steps, at most `most` and one: native line charts know names along their axis and no time, so that a
 * night without values would be as short as a minute. Of several values of one step the newest stands; a longer silence is
 * steps of `null`. `points`: oldest first.
 */
export function evenPoints(points: readonly Point[], most: number): readonly Point<number | null>[] {
	const first = points[0]?.time ?? 0;
	const last = points.at(-1)?.time ?? 0;
	const step = Math.max(usualStep(points.map(({ time }) => time)), (last - first) / most, 1);
	const newest = new Map(points.map((point) => [Math.round((point.time - first) / step), point]));
	const even: Point<number | null>[] = [];
	let before = 0;
	for (const [place, point] of newest) {
		const silent = place - before - 1;
		if (silent > JOINED)
			for (let index = 1; index <= silent; index++)
				even.push({ time: first + (before + index) * step, amount: null });
		even.push(point);
		before = place;
	}
	return even;
}
