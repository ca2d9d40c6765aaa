import type { CityLayer } from '#lib/layers/layer.ts';
import type { Side } from './sides.ts';

/** Datasets of points whose rows are subtracted: one that both sides show, or two of the same columns. */
export type RowPair = Readonly<Record<Side, CityLayer>>;

/** What can be subtracted by rows. A dataset that one side hides is compared with one in its place, or not at all. */
export function rowPairs(
	layers: readonly CityLayer[],
	shows: (side: Side, layer: CityLayer) => boolean
): RowPair[] {
	const points = layers.filter(({ dataset }) => dataset?.kind === 'points');
	const on = (side: Side) => points.filter((layer) => shows(side, layer));
	const [a, b] = [on('a'), on('b')];
	const both = a.filter((layer) => b.includes(layer)).map((layer) => ({ a: layer, b: layer }));
	const alone = a
		.filter((layer) => !b.includes(layer))
		.flatMap((left) => {
			const right = b.find((one) => !a.includes(one) && columnsOf(one) === columnsOf(left));
			return right ? { a: left, b: right } : [];
		});
	return [...both, ...alone];
}

const columnsOf = ({ dataset }: CityLayer): string =>
	JSON.stringify(dataset?.kind === 'points' ? dataset.columns.map(({ name }) => name) : []);
