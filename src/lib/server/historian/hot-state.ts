import { randomInt } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { rowsOf } from './duckdb.ts';
import { partFacts } from './part-facts.ts';
import type { SealedPosition } from './sealed-position.ts';

const hotLayer = z.object({
	id: z.string(),
	/** Grows when rows come that belong before what was called complete. */
	changes: z.number().int(),
	/** Hot tables by hour of receipt (ms). */
	hot: z.record(z.string(), partFacts)
});
const hotState = z.object({
	/** Of the log that the rows came from. */
	epoch: z.number(),
	/** Drawn when the database was made: counts of another one say nothing here. */
	birth: z.number().int(),
	/** Offset and receipt of the last record that is in the tables. */
	offset: z.number(),
	received: z.number(),
	/** Start of the first hour of receipt that may still grow. */
	sealedTo: z.number(),
	/** Records that the log no longer had when history came for them; the newest last. */
	gaps: z.array(z.object({ from: z.number(), to: z.number(), at: z.number() })),
	/** By the layer's number. */
	layers: z.record(z.string(), hotLayer)
});
/** What the hot database knows of itself; changes only in the same transaction as its tables. */
export type HotState = z.infer<typeof hotState>;

export const hotTable = (layer: number, hour: number): string => `hot_${layer}_${hour}`;

/** Reads the state, or makes the first one, which begins where the sealed files end. */
export async function readHotState(
	connection: DuckDBConnection,
	{ epoch, offset, sealedTo }: SealedPosition
): Promise<HotState> {
	await connection.run('CREATE TABLE IF NOT EXISTS state (facts VARCHAR)');
	const [row] = await rowsOf(connection, 'SELECT facts FROM state');
	if (row) return hotState.parse(JSON.parse(String(row['facts'])));
	const birth = randomInt(2 ** 32);
	const state: HotState = { epoch, birth, offset, received: 0, sealedTo, gaps: [], layers: {} };
	await connection.run('INSERT INTO state VALUES ($1)', [JSON.stringify(state)]);
	return state;
}

/** Writes the state, inside the caller's transaction. */
export async function writeHotState(connection: DuckDBConnection, state: HotState): Promise<void> {
	await connection.run('UPDATE state SET facts = $1', [JSON.stringify(state)]);
}

/** Metric columns of every hot table, as the tables themselves have them. */
export async function hotTables(connection: DuckDBConnection): Promise<Map<string, number[]>> {
	const rows = await rowsOf(
		connection,
		"SELECT table_name, column_name FROM duckdb_columns() WHERE table_name LIKE 'hot\\_%' ESCAPE '\\' ORDER BY table_name, column_index"
	);
	const tables = new Map<string, number[]>();
	for (const { table_name, column_name } of rows) {
		const metrics = tables.get(String(table_name)) ?? [];
		tables.set(String(table_name), metrics);
		const metric = /^m(\d+)$/.exec(String(column_name));
		if (metric) metrics.push(Number(metric[1]));
	}
	return tables;
}
