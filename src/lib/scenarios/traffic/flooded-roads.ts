import type { ModelResult } from '#lib/model/scenario/result.ts';

/** Keys of the roads that a flood makes impassable. */
export function floodedRoads(flood: ModelResult | undefined): ReadonlySet<string> {
	const layer = flood?.layers.find(({ id }) => id === 'roads');
	const closed = layer?.columns.find(({ name }) => name === 'closed');
	return new Set(
		(layer?.keys ?? []).filter((_, row) => closed?.values[row] === 1).map((key) => key.slice(0, -1)) // a direction's sign
	);
}
