import type { CityTime } from './city-clock.ts';

/** Share of the busiest hour's journeys that are under way at each full hour, 0 to 24. */
const WORKING = [
	0.07, 0.05, 0.04, 0.04, 0.06, 0.15, 0.38, 0.84, 1, 0.76, 0.6, 0.58, 0.6, 0.57, 0.57, 0.63, 0.74, 0.93, 0.98,
	0.68, 0.48, 0.36, 0.23, 0.13, 0.07
];
const FREE = [
	0.1, 0.07, 0.05, 0.04, 0.05, 0.08, 0.15, 0.26, 0.39, 0.52, 0.62, 0.66, 0.63, 0.62, 0.65, 0.67, 0.69, 0.68,
	0.64, 0.57, 0.47, 0.38, 0.26, 0.16, 0.1
];

/** How much of the busiest hour's journeys are under way, 0 to 1: two peaks on working days, one hill on others. */
export function demandAt({ hour, dayOff }: Pick<CityTime, 'hour' | 'dayOff'>): number {
	return between(dayOff ? FREE : WORKING, hour);
}

/** Share of journeys that go to work, 0 to 1; the rest go home. */
export function towardsWork({ hour, dayOff }: Pick<CityTime, 'hour' | 'dayOff'>): number {
	const morning = hour < 4 ? 0.4 : hour < 10 ? 0.88 : hour < 16 ? 0.88 - ((hour - 10) / 6) * 0.5 : 0.2;
	const turned = hour >= 16 && hour < 18 ? 0.38 - ((hour - 16) / 2) * 0.18 : morning;
	return dayOff ? 0.5 + (turned - 0.5) * 0.35 : turned;
}

/** Share of the city's people who are up and about, 0 to 1: drives power, water and gates. */
export function wakefulnessAt({ hour, dayOff }: Pick<CityTime, 'hour' | 'dayOff'>): number {
	const up = dayOff ? 7.5 : 6.25;
	if (hour < up - 1) return Math.max(0.06, 0.3 - hour * 0.12);
	if (hour < up + 1) return 0.06 + ((hour - up + 1) / 2) * 0.84;
	if (hour < 21.5) return 0.9 + 0.1 * Math.min(1, (hour - up - 1) / 4);
	return 1 - ((hour - 21.5) / 2.5) * 0.7;
}

function between(table: readonly number[], hour: number): number {
	const whole = Math.min(23, Math.floor(hour));
	return table[whole]! + (table[whole + 1]! - table[whole]!) * (hour - whole);
}
