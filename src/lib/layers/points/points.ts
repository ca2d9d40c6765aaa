import { endColumns } from '#lib/model/gather/ends.ts';
import type { DatasetOf } from '#lib/model/city.ts';
import { MOST_DOTS } from '#lib/model/packed-dots.ts';
import { datasetCells } from '../cells/dataset-cells.ts';
import { showCells } from '../cells/show-cells.ts';
import { showFlows } from '../flows/show-flows.ts';
import { showHeat } from '../heat/show-heat.ts';
import type { CityLayer, FormName, LayerHost, LayerKind } from '../layer.ts';
import { loadSegments } from '../shapes/load-segments.ts';
import { showShapes } from '../shapes/show-shapes.ts';
import { showInForms, type Forms } from '../styled/show-in-forms.ts';
import { titled } from '../title.ts';
import { showPlaces } from './show-places.ts';

/** Most distinct looks that points get: the first dataset cat-5, the next cat-4 … Buildings begin with cat-1. */
const COLOURS = 5;

/** Events and things at positions. */
export default {
	kind: 'points',
	layersOf: (city) => {
		const datasets = city.datasets.filter((dataset) => dataset.kind === 'points');
		return datasets.map((dataset, index): CityLayer => {
			const token = `--cat-${COLOURS - (index % COLOURS)}`;
			const forms = formsOf(dataset, token);
			const [own = 'dots'] = Object.keys(forms) as FormName[];
			return {
				id: dataset.id,
				kind: 'points',
				group: 'events',
				title: titled(dataset.title),
				swatch: { shape: own === 'paths' ? 'line' : 'dot', token },
				initially: false,
				rows: dataset.rows,
				...(own === 'dots' && dataset.rows <= MOST_DOTS && { plan: token }),
				dataset,
				forms: Object.keys(forms) as FormName[],
				...(dataset.attribution && { attribution: dataset.attribution }),
				show: (host) => showInForms(host, forms[own] ?? forms.dots, forms)
			};
		});
	}
} satisfies LayerKind;

/** The ways to draw a dataset, its own first. */
function formsOf(dataset: DatasetOf<'points'>, token: string) {
	const ends = endColumns(dataset.columns);
	const hasNumbers = dataset.columns.some(({ kind }) => kind === 'number');
	const paths = ends && {
		paths: (host: LayerHost) => showShapes(host, dataset, token, { load: loadSegments(ends), isFaint: true })
	};
	return {
		...(isNetwork(dataset) && paths),
		dots: (host, style) => showPlaces(host, dataset, token, 'dots', style),
		cells: (host, style) => showCells(host, style, (signal) => datasetCells(host, dataset, signal)),
		heat: (host, style) => showHeat(host, dataset, style),
		...(hasNumbers && { columns: (host, style) => showPlaces(host, dataset, token, 'columns', style) }),
		...(ends && { flows: (host, style) => showFlows(host, dataset, style) }),
		...paths
	} satisfies Forms;
}

/** Each row names the one that it leads to: pipes of a network, which are lines by themselves. */
const isNetwork = ({ columns }: DatasetOf<'points'>): boolean =>
	columns.some(({ name }) => name === 'downstream');
