import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Indicator } from '#lib/model/indicator.ts';
import type { Theme } from '#lib/model/theme.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** A row of a live layer: its id, what is said of it, and values by metric. */
export interface SmallRow {
	readonly id: string;
	readonly status?: string;
	readonly stale?: true;
	readonly at?: EpochMs;
	readonly [metric: string]: string | number | boolean | undefined;
}

/** What an indicator says, and the ids behind it in the order of its drill. */
export interface Evaluated {
	readonly value: number | null;
	readonly numerator?: number | null;
	readonly denominator?: number | null;
	readonly drill: readonly string[];
}

/**
 * Every indicator of a theme over small tables in a real DuckDB, by id. Layers that are not given are empty. Numbers
 * are rounded to nine digits.
 */
export async function evaluate(
	theme: Theme,
	rows: Readonly<Record<string, readonly SmallRow[]>>,
	at: EpochMs = 0
): Promise<Readonly<Record<string, Evaluated>>> {
	const database = await DuckDBInstance.create(':memory:');
	const connection = await database.connect();
	try {
		for (const { declaration } of theme.layers)
			if (declaration.cls === 'state')
				await fill(
					connection,
					declaration.id,
					declaration.metrics.map(({ name }) => name),
					rows[declaration.id] ?? []
				);
		const evaluated: [string, Evaluated][] = [];
		for (const indicator of theme.indicators)
			evaluated.push([indicator.id, await one(connection, indicator, at)]);
		return Object.fromEntries(evaluated);
	} finally {
		connection.closeSync();
		database.closeSync();
	}
}

async function one(
	connection: DuckDBConnection,
	{ formula, drill }: Indicator,
	at: EpochMs
): Promise<Evaluated> {
	const rows = await select(connection, formula.sql);
	const ids = (await select(connection, drill.sql)).map(({ id }) => String(id));
	if (formula.kind === 'function') return { value: rounded(formula.compute(rows, at)), drill: ids };
	const [row = {}] = rows;
	if (rows.length > 1 || !('value' in row))
		throw new Error(`one row with a value, not ${JSON.stringify(rows)}`);
	return {
		value: rounded(row['value']),
		...('numerator' in row && { numerator: rounded(row['numerator']) }),
		...('denominator' in row && { denominator: rounded(row['denominator']) }),
		drill: ids
	};
}

async function fill(
	connection: DuckDBConnection,
	layer: string,
	metrics: readonly string[],
	rows: readonly SmallRow[]
): Promise<void> {
	const columns = metrics.map((name) => `"${name}" DOUBLE`).join(', ');
	await connection.run(
		`CREATE TABLE "${layer}" (id VARCHAR, title VARCHAR, lng DOUBLE, lat DOUBLE, "at" DOUBLE, stale BOOLEAN, status VARCHAR, district VARCHAR${columns && `, ${columns}`})`
	);
	for (const { id, status, stale = false, at = 0, ...values } of rows) {
		const unknown = Object.keys(values).find((name) => !metrics.includes(name));
		if (unknown !== undefined) throw new Error(`${layer} has no metric ${unknown}`);
		const places = ['?', '?', '0', '0', '?', '?', '?', 'NULL', ...metrics.map(() => '?')];
		await connection.run(`INSERT INTO "${layer}" VALUES (${places.join(', ')})`, [
			id,
			id,
			at,
			stale,
			status ?? null,
			...metrics.map((name) => (values[name] as number | undefined) ?? null) // metrics are numbers
		]);
	}
}

async function select(connection: DuckDBConnection, sql: string) {
	const rows = await (await connection.runAndReadAll(sql)).getRowObjectsJS();
	return rows.map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([name, cell]) => [name, typeof cell === 'bigint' ? Number(cell) : cell])
		)
	);
}

function rounded(cell: unknown): number | null {
	if (cell === null) return null;
	if (typeof cell !== 'number') throw new Error(`a formula gives numbers, not ${String(cell)}`);
	return Number(cell.toPrecision(9));
}
