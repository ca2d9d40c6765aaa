import { AppError } from '#lib/model/errors.ts';
import type { CityLayer, LayerHost, LayerKind, ShownLayer } from '../layer.ts';
import { titled } from '../title.ts';
import { outlinesOf, type Outline } from './outlines.ts';

const TOKEN = '--map-boundary';

/** Named areas, as outlines on the ground. */
export default {
	kind: 'areas',
	layersOf: (city) =>
		city.datasets.flatMap((dataset): CityLayer[] =>
			dataset.kind === 'areas'
				? [
						{
							id: dataset.id,
							kind: 'areas',
							group: 'base',
							title: titled(dataset.title),
							swatch: { shape: 'outline', token: TOKEN },
							initially: false,
							rows: dataset.rows,
							dataset,
							...(dataset.attribution && { attribution: dataset.attribution }),
							show: (host) => showAreas(host, dataset.id, dataset.file)
						}
					]
				: []
		)
} satisfies LayerKind;

function showAreas(host: LayerHost, id: string, file: string): ShownLayer {
	const stop = new AbortController();
	let outlines: readonly Outline[] = [];

	async function load() {
		const [response, { buildAreas }] = await Promise.all([
			fetch(new URL(file, new URL(host.packUrl, location.href)), { signal: stop.signal }),
			import('./build-areas.ts')
		]);
		if (!response.ok) throw new AppError('PACK_BROKEN', { file, status: response.status });
		outlines = outlinesOf(await response.json());
		draw = () => host.scene.setOverlay(id, (context) => buildAreas(context, { id, outlines, token: TOKEN }));
		draw();
		host.loaded();
	}
	let draw = () => {};
	load().catch((thrown: unknown) => {
		if (!stop.signal.aborted) host.failed(thrown);
	});

	return {
		restyle: () => draw(),
		hide() {
			stop.abort();
			host.scene.setOverlay(id, undefined);
		}
	};
}
