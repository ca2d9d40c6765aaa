/** Classes that numbers are cut into for a key. */
export interface ValueClasses {
	/** Lower bounds of all classes but the lowest, ascending: a class holds its own bound and not the next one. */
	readonly bounds: readonly number[];
}

/** Class of a value, 0 the lowest; −1 for one that is no number. */
export function classOf(value: number, { bounds }: ValueClasses): number {
	if (Number.isNaN(value)) return -1;
	let index = 0;
	while (index < bounds.length && value >= (bounds[index] as number)) index++;
	return index;
}

/** How many values each class has, and how many have none. */
export function countClasses(
	values: ArrayLike<number>,
	classes: ValueClasses
): { readonly counts: Uint32Array; readonly missing: number } {
	const counts = new Uint32Array(classes.bounds.length + 1);
	let missing = 0;
	for (let index = 0; index < values.length; index++) {
		const found = classOf(values[index] as number, classes);
		if (found < 0) missing++;
		else counts[found] = (counts[found] as number) + 1;
	}
	return { counts, missing };
}
