import type { ResultColumn } from '#lib/queries/result-columns.ts';

/** The columns that say where a row lies: numbers called `lng` and `lat`, however they are capitalised. */
export interface PositionColumns {
	readonly lng: ResultColumn;
	readonly lat: ResultColumn;
}

/** Undefined when a result has no positions. */
export function positionColumns(columns: readonly ResultColumn[]): PositionColumns | undefined {
	const find = (wanted: string) =>
		columns.find(({ name, type }) => name.toLowerCase() === wanted && type === 'number');
	const [lng, lat] = [find('lng'), find('lat')];
	return lng && lat && { lng, lat };
}

/** Degrees of a row; undefined when it has no position on earth. */
export function positionAt({ lng, lat }: PositionColumns, row: number): [number, number] | undefined {
	const [x, y] = [lng.values[row], lat.values[row]];
	if (typeof x !== 'number' || typeof y !== 'number') return undefined;
	return Math.abs(x) <= 180 && Math.abs(y) <= 90 ? [x, y] : undefined;
}
