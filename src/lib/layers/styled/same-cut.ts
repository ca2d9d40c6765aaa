import type { LayerStyle } from '#lib/model/view-spec.ts';

/** Whether two styles make the same things and classes of the same rows: they differ in how these look at most. */
export function isSameCut(a: LayerStyle, b: LayerStyle): boolean {
	const [first, second] = [a, b].map(({ opacity: _, only: __, raised: ___, ...cut }) =>
		JSON.stringify(Object.entries(cut).toSorted(([x], [y]) => (x < y ? -1 : 1)))
	);
	return first === second;
}
