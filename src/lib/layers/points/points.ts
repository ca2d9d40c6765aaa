import type { CityLayer, LayerHost, LayerKind, ShownLayer } from '../layer.ts';
import { titled } from '../title.ts';
import { loadPositions, type PointPositions } from './load-positions.ts';

/** Most distinct looks that points get: the first dataset cat-5, the next cat-4 … Buildings begin with cat-1. */
const COLOURS = 5;
/** Metres above the ground, so that road surfaces never swallow a dot. */
const LIFT = 2;

/** Events and things at positions. */
export default {
	kind: 'points',
	layersOf: (city) => {
		const datasets = city.datasets.filter((dataset) => dataset.kind === 'points');
		return datasets.map((dataset, index): CityLayer => {
			const token = `--cat-${COLOURS - (index % COLOURS)}`;
			return {
				id: dataset.id,
				kind: 'points',
				group: 'events',
				title: titled(dataset.title),
				swatch: { shape: 'dot', token },
				initially: false,
				rows: dataset.rows,
				dataset,
				...(dataset.attribution && { attribution: dataset.attribution }),
				show: (host) => showPoints(host, dataset.id, dataset.file, token)
			};
		});
	}
} satisfies LayerKind;

function showPoints(host: LayerHost, id: string, file: string, token: string): ShownLayer {
	const stop = new AbortController();
	let data: PointPositions | undefined;
	let mask: Uint8Array | undefined;

	async function load() {
		const [points, { buildPoints }] = await Promise.all([
			loadPositions(new URL(file, new URL(host.packUrl, location.href)).href, stop.signal),
			import('./build-points.ts')
		]);
		if (stop.signal.aborted) return;
		data = points;
		draw = () => {
			if (!data) return;
			const [positions, shownMask] = [data, mask];
			host.scene.setOverlay(id, (context) =>
				buildPoints(context, { id, positions, mask: shownMask, token, lift: LIFT })
			);
		};
		draw();
		host.loaded();
	}
	let draw = () => {};
	load().catch((thrown: unknown) => {
		if (!stop.signal.aborted) host.failed(thrown);
	});

	return {
		setMask(next) {
			mask = next;
			draw();
		},
		restyle: () => draw(),
		hide() {
			stop.abort();
			host.scene.setOverlay(id, undefined);
		}
	};
}
