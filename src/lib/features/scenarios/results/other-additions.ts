import type { ResultLayer } from '#lib/model/scenario/result.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';

/** What edits add is called by their place: `new-2`, `new-2-5`, `new-2+`. */
const ADDED = /^new-(\d+)/;
/** Before the key of something that only looks like one of the other scenario's. */
const OTHER = 'other:';

/** The key as the scenario itself has it. */
export const ownKey = (key: string): string => (key.startsWith(OTHER) ? key.slice(OTHER.length) : key);

/**
 * A layer of the scenario with `edits`, to be set against one with `others`: where both have another edit at one place,
 * what it adds is not the same thing, and gets a key of its own.
 */
export function apartFrom(
	layer: ResultLayer,
	edits: readonly ScenarioEdit[],
	others: readonly ScenarioEdit[]
): ResultLayer {
	const differ = (place: number) =>
		place < others.length && JSON.stringify(edits[place]) !== JSON.stringify(others[place]);
	const keys = layer.keys.map((key) => {
		const place = ADDED.exec(key)?.[1];
		return place !== undefined && differ(Number(place)) ? OTHER + key : key;
	});
	return { ...layer, keys, names: layer.names ?? layer.keys };
}
