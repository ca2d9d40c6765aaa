/** Part of the residents who are at home, from 0 to 23 o'clock. */
const AT_HOME = [
	0.98, 0.98, 0.99, 0.99, 0.98, 0.96, 0.9, 0.72, 0.52, 0.42, 0.38, 0.37, 0.4, 0.4, 0.37, 0.37, 0.39, 0.45,
	0.58, 0.72, 0.83, 0.9, 0.95, 0.97
] as const;
/** Part of the jobs that somebody is at. */
const AT_WORK = [
	0.02, 0.02, 0.02, 0.02, 0.02, 0.03, 0.06, 0.25, 0.7, 0.93, 0.97, 0.97, 0.85, 0.9, 0.98, 0.97, 0.94, 0.8,
	0.45, 0.22, 0.12, 0.07, 0.04, 0.03
] as const;

/**
 * People in a building at an hour, 0 … 24. The shares are our own: at 2 and 14 o'clock as HAZUS 5.1 (FEMA 2022) has
 * them (99% of the residents at home; 98% of the workers at work), between them as work and school go.
 */
export function peopleAt(hour: number): (residents: number, jobs: number) => number {
	const [home, work] = [AT_HOME, AT_WORK].map((shares) => {
		const before = Math.floor(hour) % 24;
		const after = (before + 1) % 24;
		const part = hour - Math.floor(hour);
		return shares[before]! * (1 - part) + shares[after]! * part;
	}) as [number, number];
	return (residents, jobs) => home * residents + work * jobs;
}
