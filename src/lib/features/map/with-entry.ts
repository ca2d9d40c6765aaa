/** A map with one entry replaced, or removed when undefined: state is replaced, not changed. */
export function withEntry<V>(
	map: ReadonlyMap<string, V>,
	key: string,
	value: V | undefined
): ReadonlyMap<string, V> {
	const next = new Map(map);
	if (value === undefined) next.delete(key);
	else next.set(key, value);
	return next;
}
