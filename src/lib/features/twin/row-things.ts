import type { Dataset } from '#lib/model/city.ts';
import { layerOf, type RowsDataset } from '../charts/chart-choice.ts';
import { BUILDINGS_LAYER } from '../map/recolouring.svelte.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { entityIdOf, keyOf } from './row-entity.ts';
import type { RowKey, RowSource } from './row-source.ts';

/** How the map knows the things that rows of a dataset are of. */
export type RowThings = Pick<RowSource, 'layer' | 'keyOfSelected' | 'select'>;

/** What links call a building. */
const BUILDING = 'building';

export function thingsOf(session: CitySession, dataset: Dataset): RowThings {
	switch (dataset.kind) {
		case 'points':
		case 'shapes':
			return rowThings(session, dataset);
		case 'buildings':
			return {
				layer: BUILDINGS_LAYER,
				keyOfSelected: () => Promise.resolve(selectedIn(session, BUILDING, Number)),
				select: (key) => Promise.resolve(session.view.select([{ layer: BUILDING, id: String(key) }]))
			};
		default:
			return unseenThings(session, session.layer(dataset.id)?.id);
	}
}

function rowThings(session: CitySession, dataset: RowsDataset): RowThings {
	const layer = layerOf(dataset);
	return {
		layer,
		keyOfSelected: async () => {
			const id = selectedIn(session, layer, String);
			// What is gone, or none of these rows, has no key.
			return id === undefined ? undefined : keyOf(session, dataset, id).catch(() => undefined);
		},
		async select(key) {
			const id = await entityIdOf(session, dataset, key);
			if (id !== undefined) session.view.select([{ layer, id }]);
		}
	};
}

/** Outlines and ground: a map has no such thing to click on, what is selected of them the table alone knows. */
function unseenThings(session: CitySession, layer: string | undefined): RowThings {
	let selected: RowKey | undefined;
	return {
		layer,
		keyOfSelected: () => Promise.resolve(selected),
		select(key) {
			selected = key;
			session.view.select([]); // as a click there does
			return Promise.resolve();
		}
	};
}

function selectedIn<T extends RowKey>(
	session: CitySession,
	layer: string,
	read: (id: string) => T
): T | undefined {
	const { entity } = session.selection;
	return entity?.layer === layer ? read(entity.id) : undefined;
}
