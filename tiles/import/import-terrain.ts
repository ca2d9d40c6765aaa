import type { ImportContext } from './import-context.ts';
import { readHeightGrid } from './read-height-grid.ts';
import { openSource } from './source-file.ts';

/** Heights of the ground; the report counts its samples. */
export async function importTerrain(context: ImportContext, path: string): Promise<void> {
	const { baker, tally, progress, signal } = context;
	const source = await openSource(path);
	const stage = progress.stage(`terrain ${path}`, source.size);
	const terrain = await readHeightGrid(source, (bytes) => stage.update(bytes));
	signal.throwIfAborted();
	const unknown = terrain.heights.reduce((sum, height) => sum + (Number.isNaN(height) ? 1 : 0), 0);
	tally.keep('terrain', terrain.heights.length - unknown);
	if (unknown > 0) tally.reject('terrain', 'no height', '', unknown);
	await baker.terrain(terrain);
	stage.end();
}
