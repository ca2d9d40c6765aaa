import type { DuckDBConnection } from '@duckdb/node-api';
import { metricColumn, standardColumn, type Column, type Frame } from '#lib/model/wire/frame.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { LatestState } from '#lib/model/latest-state.ts';
import { STORED_TYPES, metricStored, quoted, type StoredType, type StoredValues } from './columns.ts';
import { itemsOf } from './duckdb.ts';
import { rowsSql, type RowsPlace } from './rows-source.ts';

/** Rows applied at a time. */
const BATCH_ROWS = 16_384;

const SAID = {
	idx: 'u32',
	at: 'f64',
	quality: 'u8',
	seq: 'u32',
	lon: 'i32',
	lat: 'i32',
	alt: 'i32',
	speed: 'u16',
	heading: 'u16',
	status: 'u8'
} as const satisfies Record<string, StoredType>;

/** Offset and receipt of the newest row of a state. */
export interface LastRow {
	readonly off: number;
	readonly received: EpochMs;
}

/**
 * Applies the rows of some places for which `condition` holds to a state, in the order of their receipt:
 * what the hub did when they came. Answers what is known of the last one, undefined when there is none.
 */
export async function foldRows(
	connection: DuckDBConnection,
	state: LatestState,
	places: readonly RowsPlace[],
	condition: string
): Promise<LastRow | undefined> {
	const metrics = [...new Set(places.flatMap(({ facts }) => facts.metrics))].sort((a, b) => a - b);
	const names = [...Object.keys(SAID), ...metrics.map((metric) => metricStored(metric).name)];
	const sql =
		`SELECT ${names.map(quoted).join(', ')}, off, received ` +
		`FROM (${rowsSql(places, [...names, 'off', 'received', 'row'], { sql: condition })}) ORDER BY off, "row"`;
	const types: StoredType[] = [...Object.values(SAID), ...metrics.map(() => 'f32' as const)];
	const batch = types.map((type): StoredValues => new STORED_TYPES[type].array(BATCH_ROWS));
	let count = 0;
	let last: LastRow | undefined;
	const apply = () => {
		state.apply(frameOf(batch, metrics, count));
		count = 0;
	};
	const result = await connection.stream(sql);
	for (;;) {
		const chunk = await result.fetchChunk();
		if (!chunk || chunk.rowCount === 0) break;
		if (count + chunk.rowCount > BATCH_ROWS) apply();
		batch.forEach((values, i) => values.set(itemsOf(chunk.getColumnVector(i)) as never, count)); // one type each, by the query
		count += chunk.rowCount;
		const lastOf = (column: number) => Number(itemsOf(chunk.getColumnVector(column))[chunk.rowCount - 1]);
		last = { off: lastOf(names.length), received: lastOf(names.length + 1) };
	}
	if (count > 0) apply();
	return last;
}

/** Rows as a log record has them. */
function frameOf(batch: readonly StoredValues[], metrics: readonly number[], count: number): Frame {
	const values = batch.map((column) => column.subarray(0, count));
	const standard = Object.keys(SAID).map(
		(name, i) => standardColumn((name === 'at' ? 'ts' : name) as 'ts', values[i] as Float64Array<ArrayBuffer>) // each of its field's type, by SAID
	);
	const measured = metrics.map(
		(metric, i): Column => metricColumn(metric, values[standard.length + i] as Float32Array<ArrayBuffer>) // by `types`
	);
	return {
		kind: 'delta',
		flags: 0,
		sid: 0,
		schemaId: 0,
		seq: 0,
		t0: 0,
		tEmit: 0,
		epoch: 0,
		rev: 0,
		lod: 2,
		tile: { z: 0, x: 0, y: 0 },
		count,
		columns: [...standard, ...measured],
		removed: new Uint32Array(0)
	};
}
