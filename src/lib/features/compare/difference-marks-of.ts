import { HIDDEN, NO_DIFFERENCE, type DifferenceMarks } from '#lib/layers/difference/difference-marks.ts';
import type { DifferenceRow } from './difference.ts';
import { classOfDelta, type DivergingScale } from './diverging-scale.ts';

/** What the map draws of differences. */
export function marksOf(
	rows: readonly DifferenceRow[],
	scale: DivergingScale,
	isHidden: (row: DifferenceRow) => boolean,
	selected: string | undefined,
	/** Of cells, metres. */
	size?: number
): DifferenceMarks {
	const lngLat = new Float64Array(2 * rows.length).fill(NaN);
	rows.forEach(({ at }, row) => at && lngLat.set(at, 2 * row));
	const place = selected === undefined ? -1 : rows.findIndex(({ urn }) => urn === selected);
	return {
		lngLat,
		classes: Int8Array.from(rows, (row) =>
			row.delta === undefined ? NO_DIFFERENCE : isHidden(row) ? HIDDEN : classOfDelta(row.delta, scale)
		),
		stale: Uint8Array.from(rows, ({ a, b }) => (a?.stale || b?.stale ? 1 : 0)),
		size,
		selected: place < 0 ? undefined : place
	};
}
