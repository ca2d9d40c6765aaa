import type { Axis } from '#lib/queries/cubes/bins.ts';

const NONE = '@none';
const OTHERS = '@others';

type Bars = Pick<Axis, 'count' | 'others' | 'labels'>;

/** A bar in words that a link can carry. */
export function binKey({ count, others, labels }: Bars, bin: number): string {
	if (bin === count) return NONE;
	if (bin === others) return OTHERS;
	return labels?.[bin] ?? String(bin);
}

/** The reverse of `binKey`; −1 when the chart has no such bar. */
export function binOfKey({ count, others, labels }: Bars, key: string): number {
	if (key === NONE) return count;
	if (key === OTHERS) return others ?? -1;
	if (labels) return labels.indexOf(key);
	const bin = Number(key);
	return Number.isInteger(bin) && bin >= 0 && bin < count ? bin : -1;
}
