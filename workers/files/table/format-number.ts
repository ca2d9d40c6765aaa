/** A number as an example of a column shows it: no more than seven digits that count. */
export const formatNumber = (value: number): string =>
	Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(7)));
