import { gridOf } from '#lib/model/gather/cell-grid.ts';
import { gatherCells } from '#lib/model/gather/cells.ts';
import { usualCell, type Places } from '#lib/model/gather/places.ts';
import type { LayerValues } from '#lib/model/live-values.ts';
import type { LayerHost } from '../layer.ts';
import { isStaleRow, isThere } from '../sensors/sensor-style.ts';
import type { CellSource } from './cell-source.ts';

/** What is alive in a layer, counted as it comes: by the metric that colours it. */
export function liveCells(host: LayerHost, id: string, signal: AbortSignal): CellSource {
	let values: LayerValues | undefined;
	let metric: string | undefined;
	const feed = host.live();

	function colourBy(next: string | undefined) {
		metric = next;
		const column = host.status()?.metrics.findIndex(({ name }) => name === next) ?? -1;
		feed
			.then((client) => {
				if (signal.aborted) return;
				const plain = { none: [0, 0, 0, 0], stale: 1, ramp: new Uint8Array(1024) } as const;
				client.colour(
					id,
					column < 0 ? undefined : { by: 'metric', metric: column, domain: [0, 1], ...plain }
				);
			})
			.catch(host.failed);
	}

	return {
		id,
		fieldOf: () => metric,
		cells: async ({ aggregate, size }) => {
			const places = livingPlaces(values);
			const grid = gridOf(places, size ?? usualCell(places));
			const cells = gatherCells(grid, { aggregate, values: freshValues(values) });
			// Free rows have no place because they hold nothing.
			return Promise.resolve({ ...cells, unplaced: 0 });
		},
		changes(listener) {
			let stop = () => {};
			feed.then(
				(client) => {
					if (signal.aborted) return;
					stop = client.values(id, (next) => {
						values = next;
						listener();
					});
				},
				(thrown: unknown) => {
					if (!signal.aborted) host.failed(thrown);
				}
			);
			return () => {
				stop();
				feed.then((client) => client.colour(id, undefined)).catch(host.failed);
			};
		},
		colourBy
	};
}

/** What is too old to be believed is as good as not said. */
const freshValues = (values: LayerValues | undefined) =>
	values?.value.map((value, row) => (isStaleRow(values, row) ? NaN : value));

function livingPlaces(values: LayerValues | undefined): Places {
	const count = values?.count ?? 0;
	const east = new Float64Array(count).fill(NaN);
	const north = new Float64Array(count).fill(NaN);
	for (let row = 0; values && row < count; row++) {
		if (!isThere(values, row)) continue;
		east[row] = values.positions[3 * row] as number;
		north[row] = values.positions[3 * row + 1] as number;
	}
	return { east, north };
}
