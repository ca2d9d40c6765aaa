import type { EpochMs } from '#lib/model/units.ts';
import { NULLS } from '#lib/model/wire/fields.ts';
import { metricColumn, standardColumn, type Column } from '#lib/model/wire/frame.ts';
import { timeColumns } from '#lib/model/wire/rows.ts';

/** A layer's state in columns as on the wire (fields.ts), slot = dictionary row. */
export interface RowTable {
	readonly present: Uint8Array;
	/** ms. */
	readonly ts: Float64Array;
	readonly lon: Int32Array;
	readonly lat: Int32Array;
	readonly alt?: Int32Array;
	readonly speed: Uint16Array;
	readonly heading: Uint16Array;
	readonly status: Uint8Array;
	readonly quality: Uint8Array;
	readonly metrics: readonly Float32Array[];
}

/** Rows of a table as the columns of a frame; `stale` is added to their quality. */
export function rowColumns(
	table: RowTable,
	rows: Uint32Array,
	t0: EpochMs,
	stale: Uint8Array | undefined
): readonly Column[] {
	const { dt, ts } = timeColumns(picked(Float64Array, table.ts, rows), t0);
	const quality = picked(Uint8Array, table.quality, rows);
	if (stale) for (let row = 0; row < rows.length; row++) quality[row]! |= stale[rows[row]!]!;
	const columns = [
		standardColumn('idx', rows),
		standardColumn('dt', dt),
		standardColumn('lon', picked(Int32Array, table.lon, rows)),
		standardColumn('lat', picked(Int32Array, table.lat, rows)),
		standardColumn('speed', picked(Uint16Array, table.speed, rows)),
		standardColumn('heading', picked(Uint16Array, table.heading, rows)),
		standardColumn('status', picked(Uint8Array, table.status, rows)),
		standardColumn('quality', quality)
	];
	if (ts) columns.push(standardColumn('ts', ts));
	if (table.alt) {
		const alt = picked(Int32Array, table.alt, rows);
		if (hasOther(alt, NULLS.i32)) columns.push(standardColumn('alt', alt));
	}
	table.metrics.forEach((metric, i) => {
		const values = picked(Float32Array, metric, rows);
		if (hasOther(values, NaN)) columns.push(metricColumn(i, values));
	});
	return columns;
}

/** True when some value is not `empty`; NaN is no value either. */
function hasOther(values: Int32Array | Float32Array, empty: number): boolean {
	for (const value of values) if (value !== empty && value === value) return true;
	return false;
}

function picked<A extends { [row: number]: number }>(
	type: new (length: number) => A,
	column: A,
	rows: Uint32Array
): A {
	const values = new type(rows.length);
	for (let row = 0; row < rows.length; row++) values[row] = column[rows[row]!]!;
	return values;
}
