/**
 * A number as SQL's DOUBLE, digit for digit. Without an exponent DuckDB would take it as a DECIMAL, and compare
 * that with columns by other roundings than the bins have.
 */
export function double(value: number): string {
	const digits = String(value);
	return digits.includes('e') ? digits : `${digits}e0`;
}
