import { KEEP, reduceSummary, writeLevelTile } from './levels.ts';
import { packSummary, unpackSummary } from './level-summary.ts';
import type { PackedSummary } from './level-summary.ts';
import type { Bounds } from './building-glb.ts';
import { writeTwins } from './tile-files.ts';

/** A tile above the units, in the anchor's frame. */
export interface JoinTask {
	readonly kind: 'join';
	readonly folder: string;
	readonly uri: string;
	readonly cell: number;
	readonly parentCell: number;
	readonly children: readonly PackedSummary[];
}

export interface JoinResult {
	readonly summary: PackedSummary;
	readonly bounds: Bounds | undefined;
	readonly triangles: number;
	readonly raw: number;
	readonly gzip: number;
	readonly transfer: ArrayBuffer[];
}

/** Writes the tile over its children and reduces what they passed up. Runs in a worker. */
export function bakeJoin(task: JoinTask): JoinResult {
	const rule = { cell: task.cell, keep: KEEP };
	const own = reduceSummary(task.children.map(unpackSummary), rule);
	const tile = writeLevelTile(own, rule);
	const written = tile ? writeTwins(task.folder, task.uri, tile.glb) : { raw: 0, gzip: 0 };
	const summary = packSummary(
		task.parentCell > 0
			? reduceSummary([own], { cell: task.parentCell, keep: KEEP })
			: { groups: [], cells: [] }
	);
	return {
		summary,
		bounds: tile?.bounds,
		triangles: tile?.triangles ?? 0,
		...written,
		transfer: [summary.groups.buffer, summary.cells.buffer]
	};
}
