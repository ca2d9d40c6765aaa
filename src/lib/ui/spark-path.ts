/** A value of a small chart; null where there is none. */
export interface SparkPoint {
	readonly at: number;
	readonly value: number | null;
}
export interface SparkShape {
	/** Path of the line in a box of `width` by `height`, from the top left; open where there is no value. */
	readonly line: string;
	/** The target's stripe, top and bottom; absent when there is none or it is out of sight. */
	readonly band?: { readonly top: number; readonly bottom: number };
	/** The newest value. */
	readonly last?: { readonly x: number; readonly y: number };
}

const ROOM = 3;

/** A small chart of a number over time with its target, `from` without end below and `to` without end above. */
export function sparkShape(
	points: readonly SparkPoint[],
	target: { readonly from?: number; readonly to?: number },
	width: number,
	height: number
): SparkShape {
	const known = points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
	const [first, last] = [points[0], known.at(-1)];
	if (!first || !last) return { line: '' };
	const amounts = [
		...known.map(({ value }) => value),
		...[target.from, target.to].flatMap((one) => one ?? [])
	];
	const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
	const end = points.at(-1)?.at ?? first.at;
	const x = (at: number) => ((at - first.at) / Math.max(1, end - first.at)) * (width - 2 * ROOM) + ROOM;
	const y = (value: number) =>
		high > low ? ROOM + (1 - (value - low) / (high - low)) * (height - 2 * ROOM) : height / 2;
	let line = '';
	let joined = false;
	for (const { at, value } of points) {
		if (value !== null) line += `${joined ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
		joined = value !== null;
	}
	const { from, to } = target;
	return {
		line,
		...((from !== undefined || to !== undefined) && {
			band: { top: to === undefined ? 0 : y(to), bottom: from === undefined ? height : y(from) }
		}),
		last: { x: x(last.at), y: y(last.value) }
	};
}
