import { expect, test } from 'vitest';
import { SMALL, smallCity } from '../../testing/small-city.ts';
import { dayOf } from '../day.ts';
import { sewerGauges } from './sewer-levels.ts';
import { sewerFill } from './sewer-water.ts';
import { underpassesOf, waterIn } from './underpass-water.ts';

const day = dayOf(SMALL);
const { named } = smallCity();
const since = Date.parse('2026-04-14T15:00+08:00');
const storm = [{ name: 'rainstorm', since } as const];
const after = (seconds: number) => day.worldAt(since + seconds * 1000, storm);

test('a rainstorm is felt in its order: rain, sewers, underpasses, each within a minute or two of the last', () => {
	const gauges = sewerGauges(named);
	const underpasses = underpassesOf(named);
	const share = (list: readonly number[], limit: number) =>
		list.filter((value) => value > limit).length / list.length;
	const first = (holds: (seconds: number) => boolean) => {
		for (let seconds = 0; seconds < 1800; seconds += 10) if (holds(seconds)) return seconds;
		return Infinity;
	};
	const rain = first((seconds) => after(seconds).weather.rain > 30);
	const sewers = first((seconds) => {
		const world = after(seconds);
		return (
			share(
				gauges.map(({ habit }) => sewerFill(habit, world)),
				80
			) > 0.3
		);
	});
	const water = (limit: number) =>
		first((seconds) => {
			const world = after(seconds);
			return underpasses.some((underpass) => waterIn(underpass, world) > limit);
		});
	expect([rain, sewers, water(0.15), water(0.27)]).toEqual([30, 120, 250, 300]);
});
