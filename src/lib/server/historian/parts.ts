import { AppError } from '#lib/model/errors.ts';
import type { BusReader, LayerEntry } from '#lib/server/bus/bus.ts';
import type { HotStore } from './hot-store.ts';
import { placesOf } from './places.ts';
import type { ReadGate } from './read-gate.ts';
import type { SealedStore } from './sealed-store.ts';
import type { Serial } from './serial.ts';

/** What the questions and the housekeeping of one history share. */
export interface HistoryParts {
	readonly reader: BusReader;
	/** Another one after the database was found damaged. */
	hot: HotStore;
	readonly sealed: SealedStore;
	readonly gate: ReadGate;
	/** Whoever writes to the hot database waits for its turn here. */
	readonly writes: Serial;
}

/** All places with rows of a layer, as they are at this moment. */
export const placesNow = ({ sealed, hot }: HistoryParts, { number, declaration: { id } }: LayerEntry) =>
	placesOf(sealed.manifest(id), number, hot.state, (file) => sealed.path(id, file));

/** A layer that history keeps. Throws LAYER_UNKNOWN; INPUT_INVALID for a layer of events. */
export function stateLayer({ reader }: HistoryParts, id: string): LayerEntry {
	const entry = reader.layers().find(({ declaration }) => declaration.id === id);
	if (!entry) throw new AppError('LAYER_UNKNOWN', { message: `There is no live layer '${id}'.`, layer: id });
	if (entry.declaration.cls !== 'state')
		throw new AppError('INPUT_INVALID', {
			message: `layer: ${id} holds events, which have no state; ask /api/events/${id}.`,
			option: 'layer'
		});
	return entry;
}

/**
 * Of all that lies before `sealedTo`: says another word whenever something of it changed. Part of window
 * URLs, which are then immutable.
 */
export function versionOf(
	{ sealed, hot, reader }: HistoryParts,
	{ number, declaration }: LayerEntry
): string {
	const { birth, layers } = hot.state;
	const counts = [reader.epoch, birth, layers[number]?.changes ?? 0, sealed.manifest(declaration.id).changes];
	return counts.map((count) => count.toString(36)).join('.');
}
