/** A list in order with a number more, or without it when it was there. */
export const toggled = (list: readonly number[], value: number): readonly number[] =>
	list.includes(value) ? list.filter((other) => other !== value) : [...list, value].toSorted((a, b) => a - b);
