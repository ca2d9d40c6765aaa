import type { CityLayer, LayerKind } from '../layer.ts';
import { titled } from '../title.ts';
import { showShapes } from './show-shapes.ts';

/** Most distinct looks that shapes get: the first dataset cat-3, the next cat-2 … Points begin with cat-5. */
const COLOURS = 5;
const FIRST = 2;

/** Lines and areas of a table. */
export default {
	kind: 'shapes',
	layersOf: (city) =>
		city.datasets
			.filter((dataset) => dataset.kind === 'shapes')
			.map((dataset, index): CityLayer => {
				const token = `--cat-${COLOURS - ((index + FIRST) % COLOURS)}`;
				return {
					id: dataset.id,
					kind: 'shapes',
					group: 'events',
					title: titled(dataset.title),
					swatch: { shape: 'outline', token },
					initially: false,
					rows: dataset.rows,
					dataset,
					...(dataset.attribution && { attribution: dataset.attribution }),
					show: (host) => showShapes(host, dataset, token)
				};
			})
} satisfies LayerKind;
