import type { DuckDBConnection } from '@duckdb/node-api';
import type { EpochMs } from '#lib/model/units.ts';
import { STORED_COLUMNS, metricStored, quoted, storedColumns } from '../columns.ts';
import { publishFile } from '../durable-file.ts';
import { rowsOf } from '../duckdb.ts';
import { DAY_MS, HOUR_MS, dayOf, namesOfHour, type Part } from '../manifest.ts';
import { sizeOf, writeParquet } from '../parquet.ts';
import { joinFacts } from '../part-facts.ts';
import type { HistoryParts } from '../parts.ts';
import { fileLiteral, rowsSql, type RowsPlace } from '../rows-source.ts';
import type { OnStep } from './steps.ts';

/** Rows of a compacted file at most, unless a single hour has more: what is sorted at a time. */
const FILE_ROWS = 4_000_000;

/**
 * Makes few files, ordered by the time observed, of the hours of every day that ended at or before `end`,
 * and leaves out rows that say again what the entity's row before them said of the same instant.
 */
export async function compactDays(
	parts: HistoryParts,
	connection: DuckDBConnection,
	end: EpochMs,
	onStep: OnStep
): Promise<void> {
	for (const layer of parts.sealed.layers()) {
		const open = parts.sealed.manifest(layer).parts.filter(({ compacted }) => !compacted);
		const days = new Set(open.map(dayOfPart).filter((day) => day + DAY_MS <= end));
		for (const day of [...days].sort((a, b) => a - b)) {
			const groups = groupsOf(open.filter((part) => dayOfPart(part) === day));
			for (const group of groups) await compact(parts, connection, { layer, group }, onStep);
		}
	}
}

const dayOfPart = ({ hours }: Part): EpochMs => dayOf(hours[0]!.from);

/** Neighbouring hours together while they have at most FILE_ROWS rows. */
function groupsOf(open: readonly Part[]): readonly (readonly Part[])[] {
	const groups: Part[][] = [];
	let rows = Infinity;
	for (const part of [...open].sort((a, b) => a.hours[0]!.from - b.hours[0]!.from)) {
		rows += part.facts.rows;
		if (rows > FILE_ROWS) {
			groups.push([]);
			rows = part.facts.rows;
		}
		groups.at(-1)!.push(part);
	}
	return groups;
}

async function compact(
	{ sealed, gate, writes }: HistoryParts,
	connection: DuckDBConnection,
	{ layer, group }: { readonly layer: string; readonly group: readonly Part[] },
	onStep: OnStep
): Promise<void> {
	const facts = group.map((part) => part.facts).reduce(joinFacts);
	const hours = group.flatMap((part) => part.hours);
	const [first, last] = [namesOfHour(hours[0]!.from), namesOfHour(hours.at(-1)!.from)];
	const file = `${first.day}/${first.hour}-${last.hour}.parquet`;
	const path = sealed.path(layer, file);
	const places = group.map((part): RowsPlace => ({ file: sealed.path(layer, part.file), facts: part.facts }));
	await writeParquet(connection, path, { rows: compactedSql(places, facts.metrics), metrics: facts.metrics });
	onStep('compacted-written');
	publishFile(path);
	onStep('compacted-published');
	const kept = await hoursOf(connection, path, hours);
	const rows = kept.reduce((sum, hour) => sum + hour.rows, 0);
	const part: Part = { file, bytes: sizeOf(path), compacted: true, hours: kept, facts: { ...facts, rows } };
	await writes.run(() =>
		gate.exclusively(() => {
			const manifest = sealed.manifest(layer);
			const replaced = new Set(group.map((old) => old.file));
			sealed.publish({
				...manifest,
				changes: manifest.changes + (rows < facts.rows ? 1 : 0),
				parts: [...manifest.parts.filter((old) => !replaced.has(old.file)), part]
			});
			onStep('manifest-published');
			return Promise.resolve();
		})
	);
}

/** SQL of the rows of some hours by the time observed, without repeats. */
function compactedSql(places: readonly RowsPlace[], metrics: readonly number[]): string {
	const names = storedColumns(metrics).map(({ name }) => name);
	const content = [
		...STORED_COLUMNS.map(({ name }) => name),
		...metrics.map((metric) => metricStored(metric).name)
	]
		.filter((name) => !['idx', 'received', 'off', 'row'].includes(name))
		.map(quoted);
	const said = `struct_pack(${content.map((name) => `${name} := ${name}`).join(', ')})`;
	// Only a row right after its like may go: between equal rows another of the same instant may have been said.
	return (
		`SELECT ${names.map(quoted).join(', ')} FROM (${rowsSql(places, names, { sql: 'true' })}) ` +
		`QUALIFY ${said} IS DISTINCT FROM lag(${said}) OVER (PARTITION BY idx ORDER BY "at", seq, off, "row") ` +
		`ORDER BY "at", off, "row"`
	);
}

/** Rows of a file by hour of receipt; `hours` are those that it may have. */
async function hoursOf(
	connection: DuckDBConnection,
	path: string,
	hours: Part['hours']
): Promise<Part['hours']> {
	// A row that a clock set back is kept with the first hour that was still open.
	const least = hours[0]!.from;
	const hour = `greatest(floor(received / ${HOUR_MS}) * ${HOUR_MS}, ${least})`;
	const counts = await rowsOf(
		connection,
		`SELECT ${hour} AS hour, count(*)::DOUBLE AS n FROM read_parquet(${fileLiteral(path)}) GROUP BY 1 ORDER BY 1`
	);
	return counts.map(({ hour: from, n }) => ({ from: Number(from), rows: Number(n) }));
}
