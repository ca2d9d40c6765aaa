/** Classes of differences, the same on both sides of zero. */
export interface DivergingScale {
	/** Sizes from which the classes ±1, ±2 … begin, ascending; below the first, the neutral class with zero in it. */
	readonly bounds: readonly number[];
}

const CLASSES = 3;
const ROUND = [10, 5, 2.5, 2, 1];
/** Sizes above this share of all take the last class whatever they are. */
const USUAL = 0.98;

/** Round bounds, so that the greatest usual difference falls into the last class. None without any difference. */
export function divergingScale(deltas: Iterable<number | undefined>): DivergingScale {
	const greatest = usualSize(deltas);
	if (greatest === undefined) return { bounds: [] };
	const step = roundedDown(greatest / CLASSES);
	return { bounds: Array.from({ length: CLASSES }, (_, index) => exact((index + 1) * step)) };
}

/** The scale before while the differences still spread over it, so that a key holds still; else a new one. */
export function heldScale(last: DivergingScale, deltas: readonly (number | undefined)[]): DivergingScale {
	const greatest = usualSize(deltas);
	const [second, third] = last.bounds.slice(1);
	const holds =
		greatest === undefined
			? true
			: second !== undefined && third !== undefined && greatest >= second && greatest < 3 * third;
	return holds ? last : divergingScale(deltas);
}

/** Class of a difference: 0 the neutral one, negative for a decrease. */
export function classOfDelta(delta: number, { bounds }: DivergingScale): number {
	const size = Math.abs(delta);
	const reached = bounds.filter((bound) => size >= bound).length;
	return reached === 0 ? 0 : delta < 0 ? -reached : reached;
}

export interface DivergingClass {
	/** −3 … 3. */
	readonly place: number;
	/** Sizes of its differences: from, included, to, excluded. Undefined: zero, or without end. */
	readonly from: number | undefined;
	readonly to: number | undefined;
	readonly count: number;
}

/** The key of a scale from the greatest decrease to the greatest increase, with how many differences each class has. */
export function classesOf(
	scale: DivergingScale,
	deltas: readonly (number | undefined)[]
): readonly DivergingClass[] {
	const { bounds } = scale;
	const counts = new Map<number, number>();
	for (const delta of deltas) {
		if (delta === undefined) continue;
		const place = classOfDelta(delta, scale);
		counts.set(place, (counts.get(place) ?? 0) + 1);
	}
	return Array.from({ length: 2 * bounds.length + 1 }, (_, index) => {
		const place = index - bounds.length;
		const size = Math.abs(place);
		return { place, from: bounds[size - 1], to: bounds[size], count: counts.get(place) ?? 0 };
	});
}

/** Nearly the greatest size there is; undefined when everything is the same on both sides. */
function usualSize(deltas: Iterable<number | undefined>): number | undefined {
	const sizes = Float64Array.from(
		[...deltas].flatMap((delta) => (delta === undefined || delta === 0 ? [] : [Math.abs(delta)]))
	);
	sizes.sort();
	return sizes[Math.round((sizes.length - 1) * USUAL)];
}

function roundedDown(step: number): number {
	const size = 10 ** Math.floor(Math.log10(step));
	return (ROUND.find((round) => round * size <= step * 1.001) ?? 1) * size;
}

const exact = (value: number): number => Number(value.toPrecision(12));
