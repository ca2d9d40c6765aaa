import { convertUnit } from '#lib/adapters/support/ucum.ts';

type Conversion = (value: number) => number | undefined;

/** Conversions by `from` and `to`: asking the tables for each value costs more than all else together. */
const known = new Map<string, Conversion | undefined>();
const MOST_KNOWN = 2_000;

/** How values of one UCUM unit become values of another; undefined when the two measure different things. */
export function conversionOf(from: string, to: string): Conversion | undefined {
	const key = `${from} ${to}`;
	if (known.has(key)) return known.get(key);
	if (known.size >= MOST_KNOWN) known.clear();
	const conversion = found(from, to);
	known.set(key, conversion);
	return conversion;
}

function found(from: string, to: string): Conversion | undefined {
	const [at0, at1, at2, at3] = [0, 1, 2, 3].map((value) => convertUnit(value, from, to));
	// Logarithmic units have no zero, so each value is asked for by itself.
	if (at1 === undefined) return undefined;
	if (at0 === undefined || at2 === undefined || at3 === undefined)
		return (value) => convertUnit(value, from, to);
	const slope = at1 - at0;
	const straight = (value: number, expected: number) =>
		Math.abs(at0 + value * slope - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
	return straight(2, at2) && straight(3, at3)
		? (value) => at0 + value * slope
		: (value) => convertUnit(value, from, to);
}
