/** Class of an entity without a difference: it is on one side only, or says nothing on one. */
export const NO_DIFFERENCE = -128;
/** Class of one that is too small to be shown. */
export const HIDDEN = 127;

/** Differences to be drawn, one row an entity. */
export interface DifferenceMarks {
	/** Longitude, latitude in degrees; 2 × rows; NaN: nowhere. */
	readonly lngLat: Float64Array;
	/** −3 … 3 from the greatest decrease to the greatest increase, NO_DIFFERENCE or HIDDEN. */
	readonly classes: Int8Array;
	/** 1 = too old on a side. */
	readonly stale: Uint8Array;
	/** Edge of the squares, metres; of marks that are cells. */
	readonly size?: number | undefined;
	/** Row that is marked. */
	readonly selected: number | undefined;
}

/** Rows by how they are drawn: what is loud last, so that it lies over what is quiet. */
export function groupDifferences({ lngLat, classes, stale }: DifferenceMarks): {
	readonly missing: readonly number[];
	readonly same: readonly number[];
	readonly less: readonly number[];
	readonly more: readonly number[];
	readonly stale: readonly number[];
} {
	const groups = {
		missing: [] as number[],
		same: [] as number[],
		less: [] as number[],
		more: [] as number[],
		stale: [] as number[]
	};
	for (let row = 0; row < classes.length; row++) {
		const place = classes[row] as number;
		if (place === HIDDEN || Number.isNaN(lngLat[2 * row] as number)) continue;
		if (place === NO_DIFFERENCE) groups.missing.push(row);
		else {
			groups[place === 0 ? 'same' : place < 0 ? 'less' : 'more'].push(row);
			if (stale[row] === 1) groups.stale.push(row);
		}
	}
	const bySize = (x: number, y: number) => Math.abs(classes[x] as number) - Math.abs(classes[y] as number);
	groups.less.sort(bySize);
	groups.more.sort(bySize);
	return groups;
}
