import { tableFromIPC, type Table } from 'apache-arrow';
import { FIELDS, NULLS } from '#lib/model/wire/fields.ts';
import { metricColumn, standardColumn, type Column } from '#lib/model/wire/frame.ts';

/** Rows of a history window in the order of receipt, as columns that LatestState folds. */
export interface WindowRows {
	readonly count: number;
	/** When each was received, ms, ascending. */
	readonly received: Float64Array;
	readonly columns: readonly Column[];
}

const COLUMNS = ['lon', 'lat', 'alt', 'speed', 'heading', 'status', 'quality', 'seq'] as const;
const ARRAYS = {
	u8: Uint8Array,
	u16: Uint16Array,
	u32: Uint32Array,
	i32: Int32Array,
	f32: Float32Array,
	f64: Float64Array
} as const;
type ArrayType = keyof typeof ARRAYS;

/** Reads a window's Arrow stream; `metrics`: names of the layer's metrics by column. */
export function windowRows(bytes: Uint8Array, metrics: readonly string[]): WindowRows {
	const table = tableFromIPC(bytes);
	const count = table.numRows;
	const columns: Column[] = [
		standardColumn('idx', values(table, 'idx', 'u32', count) ?? new Uint32Array(count)),
		standardColumn('ts', values(table, 'at', 'f64', count) ?? new Float64Array(count))
	];
	for (const field of COLUMNS) {
		const said = values(table, field, FIELDS[field].type, count);
		if (said) columns.push(standardColumn(field, said as never)); // of the field's own type
	}
	metrics.forEach((name, metric) => {
		const said = values(table, `m:${name}`, 'f32', count);
		if (said) columns.push(metricColumn(metric, said));
	});
	return { count, received: values(table, 'received', 'f64', count) ?? new Float64Array(count), columns };
}

/** Rows [from, to) as LatestState takes them: views, nothing is copied. */
export const rowsBetween = ({ columns }: WindowRows, from: number, to: number) => ({
	t0: 0,
	count: to - from,
	columns: columns.map(
		(column) => ({ ...column, values: (column.values as Float64Array).subarray(from, to) }) as Column // typed arrays all, by windowRows
	)
});

/** How many rows were received at or before an instant. */
export function receivedBy({ received }: Pick<WindowRows, 'received'>, at: number): number {
	let low = 0;
	let high = received.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (received[middle]! <= at) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** A column of all batches, NULL as the wire has it; undefined when the table lacks it. */
function values<T extends ArrayType>(
	table: Table,
	name: string,
	type: T,
	count: number
): InstanceType<(typeof ARRAYS)[T]> | undefined {
	const vector = table.getChild(name);
	if (!vector) return undefined;
	const all = new ARRAYS[type](count);
	let at = 0;
	for (const { values: part, length, nullCount, nullBitmap, offset } of vector.data) {
		all.set((part as Float64Array).subarray(0, length), at); // of `type` by the contract of history.ts
		if (nullCount > 0 && nullBitmap)
			for (let row = 0; row < length; row++) {
				const bit = offset + row;
				if (((nullBitmap as Uint8Array)[bit >> 3]! & (1 << (bit & 7))) === 0) all[at + row] = NULLS[type];
			}
		at += length;
	}
	return all as InstanceType<(typeof ARRAYS)[T]>; // made of that class above
}
