import type { Axis } from '../bins.ts';
import type { ViewFilter } from '../filter.ts';
import type { ViewLayout } from '../view-definition.ts';

/**
 * A filter said in the bars of one layout, in those of another layout of the same view. Values and places stay as
 * they are; bars become those with the same text, or between the nearest edges; bars that are there no more
 * are left out.
 */
export function carryFilter(from: ViewLayout, filter: ViewFilter, to: ViewLayout): ViewFilter {
	if (filter.kind === 'rect') {
		if (!from.x || !from.y || !to.x || !to.y) return filter;
		return { kind: 'rect', x: carryStretch(from.x, filter.x, to.x), y: carryStretch(from.y, filter.y, to.y) };
	}
	if (filter.kind !== 'bins') return filter;
	return { kind: 'bins', bins: sorted(filter.bins.flatMap((bin) => carryBin(from, bin, to))) };
}

function carryBin(from: ViewLayout, bin: number, to: ViewLayout): readonly number[] {
	if (bin === from.count) return [to.count];
	if (!from.x || !from.y || !to.x || !to.y) return carryBar(from, bin, to);
	const width = to.x.count;
	const xs = carryBar(from.x, bin % from.x.count, to.x);
	const ys = carryBar(from.y, Math.floor(bin / from.x.count), to.y);
	return ys.flatMap((y) => xs.map((x) => y * width + x));
}

function carryBar(from: Axis, bar: number, to: Axis): readonly number[] {
	if (bar < 0 || bar >= from.count) return [];
	if (!from.edges || !to.edges) {
		if (!from.labels || !to.labels) return bar < to.count ? [bar] : [];
		if (bar === from.others) return to.others === undefined ? [] : [to.others];
		const found = to.labels.indexOf(from.labels[bar]!); // a bar that is not the others' has a text
		return found < 0 ? [] : [found];
	}
	const [low, high] = [from.edges[bar << from.shift]!, from.edges[(bar + 1) << from.shift]!];
	const [first, last] = [nearestBar(to, low), nearestBar(to, high)];
	if (last > first) return Array.from({ length: last - first }, (_, index) => first + index);
	// It lies within one wider bar, or outside.
	const inside = high > to.edges[0]! && low < to.edges.at(-1)!;
	const bars = to.count - 1;
	return inside ? [Math.min(bars, low < edgeOf(to, first) ? first - 1 : first)] : [];
}

function carryStretch(from: Axis, [first, last]: readonly [number, number], to: Axis): [number, number] {
	const bars = Array.from({ length: last - first }, (_, index) => carryBar(from, first + index, to)).flat();
	return bars.length > 0 ? [Math.min(...bars), Math.max(...bars) + 1] : [0, 0];
}

const edgeOf = ({ edges, shift }: Axis, bar: number): number => edges![bar << shift]!; // only of axes with edges

/** Number of the edge between bars that is nearest to a value. */
function nearestBar(axis: Axis, value: number): number {
	let [low, high] = [0, axis.count];
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (edgeOf(axis, middle) <= value) low = middle;
		else high = middle;
	}
	return value - edgeOf(axis, low) <= edgeOf(axis, high) - value ? low : high;
}

const sorted = (bins: readonly number[]): number[] => [...new Set(bins)].sort((a, b) => a - b);
