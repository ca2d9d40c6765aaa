import type { BBox, LngLat } from '#lib/model/geometry.ts';
import type { Axis } from './bins.ts';
import type { Stretch } from './cube.ts';
import type { Allowed } from './linked-views.ts';

/** What the user holds a view to. */
export type ViewFilter =
	/** From a value up to, not including, another, in the column's unit. */
	| { readonly kind: 'range'; readonly from: number; readonly to: number }
	/** Some of the bins a chart draws; number `count` is the one without a value. */
	| { readonly kind: 'bins'; readonly bins: readonly number[] }
	/** Cells of a heat: bars of x and y, each from one up to, not including, another. */
	| {
			readonly kind: 'rect';
			readonly x: readonly [from: number, to: number];
			readonly y: readonly [from: number, to: number];
	  }
	/** A box on the map. */
	| { readonly kind: 'box'; readonly box: BBox }
	/** A ring drawn on the map, closed from its last corner to the first. */
	| { readonly kind: 'ring'; readonly ring: readonly LngLat[] };

/** A filter as the bins can hold it exactly, and in words of the column: what is shown is what is counted. */
export interface ResolvedFilter {
	readonly allowed: Allowed;
	readonly applied: ViewFilter;
}

type FilteredAxis = Pick<Axis, 'count' | 'shift' | 'edges'> & { readonly x?: Axis; readonly y?: Axis };

/**
 * A range snaps to the nearest brush steps; `applied` says to which values. Everything is copied: what is
 * reactive does not cross to a worker.
 */
export function resolveFilter(axis: FilteredAxis, filter: ViewFilter): ResolvedFilter {
	if (filter.kind === 'box') {
		const [west, south, east, north] = filter.box;
		const box: BBox = [west, south, east, north];
		return { allowed: { box }, applied: { kind: 'box', box } };
	}
	if (filter.kind === 'ring') {
		const ring = filter.ring.map(([lng, lat]): LngLat => [lng, lat]);
		return { allowed: { ring }, applied: { kind: 'ring', ring } };
	}
	if (filter.kind === 'rect') return resolveRect(axis, filter);
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

/** A stretch of cells for each row of the rectangle. Rows that lack a value are outside of every rectangle. */
function resolveRect({ x, y }: FilteredAxis, filter: Extract<ViewFilter, { kind: 'rect' }>): ResolvedFilter {
	if (!x || !y) throw new TypeError('only heat cells have a rectangle');
	const clamp = ([from, to]: readonly [number, number], most: number): [number, number] => {
		const low = Math.min(most, Math.max(0, Math.min(from, to)));
		return [low, Math.min(most, Math.max(low, Math.max(from, to)))];
	};
	const applied = { kind: 'rect', x: clamp(filter.x, x.count), y: clamp(filter.y, y.count) } as const;
	const [[west, east], [south, north]] = [applied.x, applied.y];
	const stretches = Array.from(
		{ length: north - south },
		(_, row) => [(south + row) * x.count + west, (south + row) * x.count + east] as const
	);
	return { allowed: { stretches: west < east ? stretches : [] }, applied };
}

function stretchOfBin({ count, shift }: FilteredAxis, bin: number): Stretch {
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
