import type { BBox } from '#lib/model/geometry.ts';
import type { Geometry } from '#lib/model/wkb.ts';
import { fileError } from '../file-error.ts';
import { pointOn } from '../geometry/point-on.ts';
import type { Placed, Placing } from '../opened.ts';
import { numberOf } from '../table/number-text.ts';
import type { SourceColumn, SourceTable } from '../table/source-table.ts';
import { fromChina } from './china-offsets.ts';
import { referenceSystem } from './reference-system.ts';

/** Rows by which a placing is tried. */
const TRIED = 20_000;

/** Coordinates of a file to WGS 84 degrees. */
export type ToLngLat = (x: number, y: number) => readonly [lng: number, lat: number];

/** How coordinates become positions; undefined when the reference system is not known. */
export function toLngLatOf({ crs, offset }: Placing): ToLngLat | undefined {
	const system = referenceSystem(crs);
	if (!system) return undefined;
	if (offset === undefined) return (x, y) => system.toLngLat(x, y);
	return (x, y) => fromChina(offset, ...system.toLngLat(x, y));
}

export const isPosition = (lng: number, lat: number): boolean =>
	lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90 && !(lng === 0 && lat === 0);

/** Where rows lie under a placing, by some of them. */
export function place(table: SourceTable, placing: Placing): Placed {
	const toLngLat = toLngLatOf(placing);
	const system = referenceSystem(placing.crs)?.name;
	if (!toLngLat || system === undefined) return { share: 0 };
	const read = coordinatesOf(table, placing);
	const step = Math.max(1, Math.floor(table.rows / TRIED));
	const lngs: number[] = [];
	const lats: number[] = [];
	let tried = 0;
	for (let row = 0; row < table.rows; row += step) {
		const at = read(row);
		tried++;
		if (!at) continue;
		const [lng, lat] = toLngLat(...at);
		if (!isPosition(lng, lat)) continue;
		lngs.push(lng);
		lats.push(lat);
	}
	if (lngs.length === 0) return { share: 0, system };
	lngs.sort((a, b) => a - b);
	lats.sort((a, b) => a - b);
	const box: BBox = [quantile(lngs, 0.01), quantile(lats, 0.01), quantile(lngs, 0.99), quantile(lats, 0.99)];
	return {
		share: lngs.length / tried,
		middle: [quantile(lngs, 0.5), quantile(lats, 0.5)],
		box,
		system
	};
}

const quantile = (sorted: readonly number[], part: number): number =>
	sorted[Math.round((sorted.length - 1) * part)] as number;

/** Reads a row's coordinates as the file has them; undefined where it has none. */
export function coordinatesOf(
	table: SourceTable,
	{ columns }: Placing
): (row: number) => readonly [x: number, y: number] | undefined {
	if (!columns) {
		const { geometry } = table;
		return (row) => {
			const shape: Geometry | undefined = geometry?.[row];
			return shape && pointOn(shape);
		};
	}
	const [x, y] = [coordinates(table, columns.x), coordinates(table, columns.y)];
	return (row) => {
		const [atX, atY] = [x[row] as number, y[row] as number];
		return Number.isNaN(atX + atY) ? undefined : [atX, atY];
	};
}

/** A column's numbers; texts are read as numbers where they are some. */
export function coordinates(table: SourceTable, name: string): Float64Array {
	const column = table.columns.find((candidate) => candidate.name === name);
	if (!column || column.store === 'time') throw noNumbers(name);
	return column.store === 'number' ? column.values : textNumbers(column);
}

function textNumbers({ codes, texts }: Extract<SourceColumn, { store: 'text' }>): Float64Array {
	const numbers = texts.texts().map(numberOf);
	return Float64Array.from(codes, (code) => (code < 0 ? NaN : (numbers[code] as number)));
}

const noNumbers = (column: string) =>
	fileError({
		file: column,
		reason: 'noCoordinates',
		problem: 'this column holds no coordinates',
		cure: 'choose columns of numbers'
	});
