import type { Milliseconds } from '#lib/model/units.ts';

const ENOUGH = 5;
const SHARE = 0.95;

/** The 95th part of a hundred of these took less, ms, and how many fit into a second; zeros while there are too few. */
export function frameFigures(times: readonly Milliseconds[]): {
	readonly frame: number;
	readonly framesPerSecond: number;
} {
	if (times.length < ENOUGH) return { frame: 0, framesPerSecond: 0 };
	const sorted = times.toSorted((a, b) => a - b);
	const mean = sorted.reduce((sum, one) => sum + one, 0) / sorted.length;
	const tenth = (value: number) => Math.round(value * 10) / 10;
	return {
		frame: tenth(sorted[Math.floor(SHARE * sorted.length)] ?? 0),
		framesPerSecond: tenth(1000 / mean)
	};
}

/** Measures the browser's frames for a while; returns what ends it early. */
export function measureFrames(
	lasting: Milliseconds,
	done: (times: readonly Milliseconds[]) => void
): () => void {
	const times: Milliseconds[] = [];
	let first: number | undefined;
	let before = 0;
	let handle = requestAnimationFrame(function frame(now) {
		if (first !== undefined) times.push(now - before);
		first ??= now;
		before = now;
		if (now - first < lasting) handle = requestAnimationFrame(frame);
		else done(times);
	});
	return () => cancelAnimationFrame(handle);
}
