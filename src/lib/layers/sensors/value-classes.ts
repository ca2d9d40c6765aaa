import type { ValueClasses } from '#lib/model/classes/value-classes.ts';
import type { Metric } from '#lib/model/live-layer.ts';

const ROUND = [1, 2, 2.5, 5, 10];
/** Values beyond these shares of all count as exceptions: they take the first or last colour. */
const EXCEPTIONS = 0.02;

/**
 * The scale that a metric always has: that of shares. The range of anything else only says which values are believable;
 * its scale is where the values are, so that they can be told apart.
 */
export const scaleOf = ({ unit, range }: Pick<Metric, 'unit' | 'range'>): Metric['range'] =>
	unit === '%' ? (range ?? [0, 100]) : range?.[0] === 0 && range[1] === 1 ? range : undefined;

/**
 * Round bounds, so that a key reads well and stays the same while values change: at most `most` classes over a declared
 * range, or over nearly all of the values.
 */
export function valueClasses(
	values: ArrayLike<number>,
	range: readonly [number, number] | undefined,
	most: number
): ValueClasses {
	const [low, high] = range ?? usualRange(values);
	if (!(high > low)) return { bounds: [] };
	const step = roundStep((high - low) / most);
	const bounds: number[] = [];
	for (let index = Math.floor(low / step) + 1; bounds.length < most - 1; index++) {
		const bound = Number((index * step).toPrecision(12));
		if (bound >= high) break;
		if (bound > low) bounds.push(bound);
	}
	return { bounds };
}

/**
 * True while the classes still tell the values apart: neither end class holds more than half of them beyond
 * what it held when there are other classes, and there are as many bounds as the values' spread asks for.
 */
export function stillFit(classes: ValueClasses, values: ArrayLike<number>, most: number): boolean {
	const [low, high] = usualRange(values);
	const { bounds } = classes;
	if (!(high > low)) return true;
	const [first, last] = [bounds[0], bounds.at(-1)];
	if (first === undefined || last === undefined) return false;
	const step = bounds.length > 1 ? (bounds[1] as number) - first : (high - low) / most;
	return low >= first - 2 * step && high <= last + 2 * step && high - low > step;
}

function usualRange(values: ArrayLike<number>): [number, number] {
	const said = Float64Array.from(values).filter((value) => Number.isFinite(value));
	said.sort();
	if (said.length === 0) return [NaN, NaN];
	const at = (share: number) => said[Math.round((said.length - 1) * share)] as number;
	return [at(EXCEPTIONS), at(1 - EXCEPTIONS)];
}

function roundStep(step: number): number {
	const size = 10 ** Math.floor(Math.log10(step));
	return (ROUND.find((round) => round * size >= step * 0.999) ?? 10) * size;
}
