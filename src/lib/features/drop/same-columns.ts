import type { LocalDataset } from '#lib/model/local-dataset.ts';

/** The newest of the browser's datasets from a file with just these columns: probably another edition of the same table. */
export function sameColumns(
	columns: readonly string[],
	locals: readonly LocalDataset[],
	columnsOf: ReadonlyMap<string, readonly string[]>
): LocalDataset | undefined {
	const wanted = signature(columns);
	return locals.findLast(({ dataset }) => signature(columnsOf.get(dataset.id) ?? []) === wanted);
}

const signature = (columns: readonly string[]): string => JSON.stringify([...columns].sort());
