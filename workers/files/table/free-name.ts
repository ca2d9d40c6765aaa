/** Names that a dataset's format has for itself. */
export const OWN_NAMES = ['row', 't', 'lng', 'lat', 'cell', 'local_time', 'geometry'] as const;

/** The name, with signs `_` behind it as long as a column is called so already; SQL takes capitals and small letters for the same. */
export function freeName(name: string, taken: Iterable<string>): string {
	const known = new Set(Array.from(taken, (one) => one.toLowerCase()));
	let free = name;
	while (known.has(free.toLowerCase())) free += '_';
	return free;
}
