import type { BBox } from '#lib/model/geometry.ts';
import type { Bins } from './bins.ts';
import type { Stretch } from './cube.ts';
import type { Allowed } from './linked-views.ts';

/** What the user holds a view to. */
export type ViewFilter =
	/** From a value up to, not including, another, in the column's unit. */
	| { readonly kind: 'range'; readonly from: number; readonly to: number }
	/** Some of the bins a chart draws; number `count` is the one without a value. */
	| { readonly kind: 'bins'; readonly bins: readonly number[] }
	/** A box on the map. */
	| { readonly kind: 'box'; readonly box: BBox };

/** A filter as the bins can hold it exactly, and in words of the column: what is shown is what is counted. */
export interface ResolvedFilter {
	readonly allowed: Allowed;
	readonly applied: ViewFilter;
}

type Axis = Pick<Bins, 'count' | 'shift' | 'edges'>;

/** A range snaps to the nearest brush steps; `applied` says to which values. */
export function resolveFilter(axis: Axis, filter: ViewFilter): ResolvedFilter {
	if (filter.kind === 'box') {
		const [west, south, east, north] = filter.box; // a plain copy: a reactive one does not cross to a worker
		const box: BBox = [west, south, east, north];
		return { allowed: { box }, applied: { kind: 'box', box } };
	}
	if (filter.kind === 'bins') {
		const bins = [...new Set(filter.bins)]
			.filter((bin) => bin >= 0 && bin <= axis.count)
			.sort((a, b) => a - b);
		return {
			allowed: { stretches: bins.map((bin) => stretchOfBin(axis, bin)) },
			applied: { kind: 'bins', bins }
		};
	}
	const { edges } = axis;
	if (!edges) throw new TypeError('a category has no range');
	const low = nearest(edges, Math.min(filter.from, filter.to));
	const high = nearest(edges, Math.max(filter.from, filter.to));
	const applied = { kind: 'range', from: edges[low] as number, to: edges[high] as number } as const;
	return { allowed: { stretches: [[low, high]] }, applied };
}

function stretchOfBin({ count, shift }: Axis, bin: number): Stretch {
	const from = bin << shift;
	return [from, bin === count ? from + 1 : (bin + 1) << shift];
}

/** Index of the edge nearest to a value. */
export function nearest(edges: Float64Array, value: number): number {
	let low = 0;
	let high = edges.length - 1;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if ((edges[middle] as number) <= value) low = middle;
		else high = middle;
	}
	return value - (edges[low] as number) <= (edges[high] as number) - value ? low : high;
}
