/** Rows of a dataset that have a place. */
export interface PlacedRows {
	/** Where each is drawn, three numbers. */
	readonly positions: Float64Array;
	/** Row of the table for each: what a pick answers. */
	readonly rows: Uint32Array;
}

/** Those of the rows that are wanted. */
export function chooseRows({ positions, rows }: PlacedRows, wanted: (row: number) => boolean): PlacedRows {
	const chosen = new Float64Array(positions.length);
	const chosenRows = new Uint32Array(rows.length);
	let count = 0;
	for (let index = 0; index < rows.length; index++) {
		if (!wanted(rows[index] as number)) continue;
		chosen[3 * count] = positions[3 * index] as number;
		chosen[3 * count + 1] = positions[3 * index + 1] as number;
		chosen[3 * count + 2] = positions[3 * index + 2] as number;
		chosenRows[count++] = rows[index] as number;
	}
	return { positions: chosen.slice(0, 3 * count), rows: chosenRows.slice(0, count) };
}

/** As deck takes columns of numbers. */
export const binary = ({ positions, rows }: PlacedRows, attributes: object = {}) => ({
	length: rows.length,
	rows,
	attributes: { getPosition: { value: positions, size: 3 }, ...attributes }
});
