import type { ZoneTable } from './zone-table.ts';

/** Relative difference that may be left in a row's sum. */
const NEAR = 1e-6;
const MOST_ROUNDS = 1000;

/**
 * Multiplies rows and columns by turns until both have their sums (Furness 1965; Deming and Stephan 1940), in place.
 * Columns end with theirs exactly but for rounding, rows within 1e-6.
 */
export function balanceTable(
	{ zones, values }: ZoneTable,
	rows: Float64Array,
	columns: Float64Array
): { readonly error: number; readonly rounds: number } {
	const sums = new Float64Array(zones);
	for (let round = 1; ; round++) {
		let error = 0;
		for (let row = 0; row < zones; row++) {
			let sum = 0;
			for (let at = row * zones; at < (row + 1) * zones; at++) sum += values[at]!;
			const wanted = rows[row]!;
			if (wanted > 0) error = Math.max(error, Math.abs(sum / wanted - 1));
			sums[row] = sum > 0 ? wanted / sum : 0;
		}
		if (round > 1 && (error <= NEAR || round > MOST_ROUNDS)) return { error, rounds: round - 1 };
		for (let row = 0; row < zones; row++)
			for (let at = row * zones; at < (row + 1) * zones; at++) values[at]! *= sums[row]!;
		sums.fill(0);
		for (let at = 0; at < values.length; at++) sums[at % zones]! += values[at]!;
		for (let column = 0; column < zones; column++)
			sums[column] = sums[column]! > 0 ? columns[column]! / sums[column]! : 0;
		for (let at = 0; at < values.length; at++) values[at]! *= sums[at % zones]!;
	}
}
