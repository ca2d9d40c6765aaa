import type { DatasetOf } from '#lib/model/city.ts';
import type { CityLayer, LayerHost, LayerKind, ShownLayer } from '../layer.ts';
import { titled } from '../title.ts';

const TOKEN = '--tx-2';

/** Things that are drawn as they are, among the city's bodies. */
export default {
	kind: 'models',
	layersOf: (city) =>
		city.datasets.flatMap((dataset): CityLayer[] =>
			dataset.kind === 'model'
				? [
						{
							id: dataset.id,
							kind: 'models',
							group: 'base',
							title: titled(dataset.title),
							swatch: { shape: 'box', token: TOKEN },
							initially: false,
							rows: dataset.rows,
							dataset,
							show: (host) => showModel(host, dataset)
						}
					]
				: []
		)
} satisfies LayerKind;

function showModel(host: LayerHost, dataset: DatasetOf<'model'>): ShownLayer {
	const { id, format, file, entry, parts, stands } = dataset;
	const stop = new AbortController();
	// A tileset's own addresses need a folder to be under; there is nothing at this one.
	const folder = new URL(`/local-files/${id}/`, location.href).href;
	const isInFiles = format === 'tileset' && entry !== '';
	host.scene
		.addModel(id, {
			format,
			url: isInFiles ? folder + entry : file,
			...(isInFiles && { files: { folder, urls: new Map(Object.entries(parts)) } }),
			...(stands && { stands })
		})
		.then(host.loaded, (thrown: unknown) => {
			if (!stop.signal.aborted) host.failed(thrown);
		});
	return {
		hide() {
			stop.abort();
			host.scene.removeModel(id);
		}
	};
}
