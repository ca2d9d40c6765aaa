import { createHash } from 'node:crypto';
import { AppError } from '#lib/model/errors.ts';
import type { HistoryBy } from '#lib/model/history.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { LayerEntry } from '#lib/server/bus/bus.ts';
import { LatestState } from '#lib/model/latest-state.ts';
import { foldRows, type LastRow } from './fold-rows.ts';
import type { StateAnswer } from './historian.ts';
import { readKeyframe } from './keyframe-file.ts';
import type { KeyframeEntry } from './manifest.ts';
import { placesNow, stateLayer, type HistoryParts } from './parts.ts';
import type { RowsPlace } from './rows-source.ts';
import { snapshotFrame } from './snapshot-frame.ts';

/** Which rows a state is made of. */
export interface StateCut {
	/** Keyframes all of whose rows are among them. */
	holds(keyframe: KeyframeEntry): boolean;
	/** Places that may have some of them. */
	touches(place: RowsPlace): boolean;
	/** The rows, in SQL. */
	readonly sql: string;
}

/** Rows received by `t`, or observed by then, of those recorded up to `asOf`. */
function cutAt(t: EpochMs, by: HistoryBy, asOf: number): StateCut {
	if (by === 'received')
		return {
			holds: ({ received, off }) => received <= t && off <= asOf,
			touches: ({ facts }) => facts.minReceived <= t,
			sql: `received <= ${t}::DOUBLE AND off <= ${asOf}`
		};
	return {
		holds: ({ maxAt, off }) => maxAt <= t && off <= asOf,
		touches: ({ facts }) => facts.minAt <= t,
		sql: `"at" <= ${t}::DOUBLE AND off <= ${asOf}`
	};
}

/** Rows up to an offset of the log. */
export const cutAfter = (off: number): StateCut => ({
	holds: (keyframe) => keyframe.off <= off,
	touches: ({ facts }) => facts.firstOff <= off,
	sql: `off <= ${off}`
});

/** A layer's state at an instant. Throws LAYER_UNKNOWN, INPUT_INVALID, NO_HISTORY, OVERLOADED. */
export async function answerState(
	parts: HistoryParts,
	{
		layer,
		t,
		by,
		stamps
	}: { readonly layer: string; readonly t: EpochMs; readonly by: HistoryBy; readonly stamps: boolean }
): Promise<StateAnswer> {
	const entry = stateLayer(parts, layer);
	const asOf = parts.hot.state.offset;
	const { state, last } = await foldedState(parts, entry, cutAt(t, by, asOf));
	const hash = state.hash();
	const frame = snapshotFrame(state, { entry, t, epoch: parts.reader.epoch, rev: last.off, stamps });
	const etag = createHash('sha256').update(frame).digest('base64url').slice(0, 24);
	return { frame, hash, etag, offset: asOf };
}

/**
 * The state that the rows of a cut make: the newest keyframe that holds none but them, and the rows after it.
 * Throws NO_HISTORY when retention has removed some of them.
 */
export async function foldedState(
	parts: HistoryParts,
	entry: LayerEntry,
	cut: StateCut
): Promise<{
	readonly state: LatestState;
	readonly last: LastRow;
}> {
	const { id } = entry.declaration;
	const done = parts.sealed.read();
	try {
		const lent = await parts.gate.lend(() => ({
			places: placesNow(parts, entry).filter((place) => cut.touches(place)),
			manifest: parts.sealed.manifest(id)
		}));
		try {
			const { places, manifest } = lent.seen;
			const { state, last } = newestKeyframe(
				manifest.keyframes.filter((keyframe) => cut.holds(keyframe)),
				(file) => parts.sealed.path(id, file)
			);
			if (last.off < (manifest.dropped?.off ?? 0))
				throw new AppError('NO_HISTORY', {
					message: `History of ${id} begins at ${new Date(manifest.dropped!.received).toISOString()}: ask for a later instant.`,
					layer: id
				});
			const after = places.filter(({ facts }) => facts.lastOff > last.off);
			if (after.length === 0) return { state, last };
			const condition = `${cut.sql} AND off > ${last.off}`;
			const folded = await lent.work(() => foldRows(lent.connection, state, after, condition));
			return { state, last: folded ?? last };
		} finally {
			await lent.release();
		}
	} finally {
		done();
	}
}

function newestKeyframe(
	keyframes: readonly KeyframeEntry[],
	path: (file: string) => string
): { readonly state: LatestState; readonly last: LastRow } {
	for (const { file, off, received } of [...keyframes].sort((a, b) => b.off - a.off)) {
		const state = readKeyframe(path(file));
		if (state) return { state, last: { off, received } };
	}
	return { state: new LatestState(), last: { off: 0, received: 0 } };
}
