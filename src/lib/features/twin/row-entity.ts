import { streamOf, type RowsDataset } from '../charts/chart-choice.ts';
import { pointRow, rowNamed } from '../explore/facts.ts';
import type { CitySession } from '../map/session.svelte.ts';
import type { RowKey } from './row-source.ts';

/**
 * The id by which the map knows what a row is of; undefined when it is not there. Rows of a pack go by their number,
 * unless a live layer stands on the map for the same things: that one knows them by their urns.
 */
export async function entityIdOf(
	session: CitySession,
	dataset: RowsDataset,
	key: RowKey
): Promise<string | undefined> {
	if (typeof key === 'string') return key;
	if (!isNamed(session, dataset)) return String(key);
	const row = await pointRow(await session.analytics(), dataset.id, key);
	return typeof row?.['id'] === 'string' ? row['id'] : undefined;
}

/** The reverse of `entityIdOf`. */
export async function keyOf(
	session: CitySession,
	dataset: RowsDataset,
	id: string
): Promise<RowKey | undefined> {
	if (streamOf(dataset) !== undefined) return id;
	if (!isNamed(session, dataset)) return Number(id);
	return rowNamed(await session.analytics(), dataset.id, id);
}

function isNamed(session: CitySession, { id, columns }: RowsDataset): boolean {
	const layer = session.layer(id);
	return layer?.stream !== undefined && !layer.dataset && columns.some(({ name }) => name === 'id');
}
