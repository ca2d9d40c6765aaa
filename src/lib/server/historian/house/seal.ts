import type { DuckDBConnection } from '@duckdb/node-api';
import type { EpochMs } from '#lib/model/units.ts';
import { quoted } from '../columns.ts';
import { publishFile } from '../durable-file.ts';
import { hotTable } from '../hot-state.ts';
import { HOUR_MS, isSealedHour, namesOfHour, type Part } from '../manifest.ts';
import { sizeOf, writeParquet } from '../parquet.ts';
import type { PartFacts } from '../part-facts.ts';
import type { HistoryParts } from '../parts.ts';
import { writeSealedPosition } from '../sealed-position.ts';
import type { OnStep } from './steps.ts';

interface HotHour {
	readonly layer: number;
	readonly id: string;
	readonly hour: EpochMs;
	readonly facts: PartFacts;
}

/**
 * Puts every hour of receipt that ended at or before `end` into files, oldest first: file, manifest, then
 * the hot tables go. Whatever is interrupted between two of these steps is finished by the next call.
 */
export async function sealHours(
	parts: HistoryParts,
	connection: DuckDBConnection,
	end: EpochMs,
	onStep: OnStep
): Promise<void> {
	const metrics = new Map(
		parts.reader.layers().map(({ declaration }) => [declaration.id, declaration.metrics] as const)
	);
	const due = hotHours(parts).filter(({ hour }) => hour + HOUR_MS <= end);
	for (const hour of [...new Set(due.map((table) => table.hour))].sort((a, b) => a - b)) {
		const tables = due.filter((table) => table.hour === hour);
		const written = new Map<HotHour, Part>();
		for (const table of tables) {
			if (isSealedHour(parts.sealed.manifest(table.id), hour)) continue;
			written.set(table, await writeHour(parts, connection, table, onStep));
		}
		await parts.writes.run(() =>
			parts.gate.exclusively(async () => {
				for (const [{ id }, part] of written) {
					const manifest = parts.sealed.manifest(id);
					parts.sealed.publish({
						...manifest,
						metrics: metrics.get(id)?.map(({ name }) => name) ?? manifest.metrics,
						parts: [...manifest.parts, part]
					});
					onStep('manifest-published');
				}
				await parts.hot.forget(tables, hour + HOUR_MS);
				onStep('hot-forgotten');
			})
		);
	}
	if (end > parts.hot.state.sealedTo) await parts.writes.run(() => parts.hot.forget([], end));
	writeSealedPosition(parts.sealed.dir, {
		epoch: parts.reader.epoch,
		offset: sealedOffsetOf(parts),
		sealedTo: parts.hot.state.sealedTo
	});
}

/** Offset of the log up to which everything is in sealed files. */
export function sealedOffsetOf({ hot, sealed }: HistoryParts): number {
	const open = hotHours({ hot }).filter(({ id, hour }) => !isSealedHour(sealed.manifest(id), hour));
	return Math.min(hot.state.offset, ...open.map(({ facts }) => facts.firstOff - 1));
}

const hotHours = ({ hot }: Pick<HistoryParts, 'hot'>): readonly HotHour[] =>
	Object.entries(hot.state.layers).flatMap(([layer, { id, hot: hours }]) =>
		Object.entries(hours).map(([hour, facts]) => ({ layer: Number(layer), id, hour: Number(hour), facts }))
	);

async function writeHour(
	{ sealed }: HistoryParts,
	connection: DuckDBConnection,
	{ layer, id, hour, facts }: HotHour,
	onStep: OnStep
): Promise<Part> {
	const names = namesOfHour(hour);
	const file = `${names.day}/${names.hour}.parquet`;
	const path = sealed.path(id, file);
	await writeParquet(connection, path, {
		rows: `SELECT * FROM ${quoted(hotTable(layer, hour))}`,
		metrics: facts.metrics
	});
	onStep('file-written');
	publishFile(path);
	onStep('file-published');
	return { file, bytes: sizeOf(path), compacted: false, hours: [{ from: hour, rows: facts.rows }], facts };
}
