import { AppError } from '#lib/model/errors.ts';
import type { Access } from '#lib/server/auth/access.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { encodeFrame } from '#lib/model/wire/encode-frame.ts';
import { FRAME_FLAGS, standardColumn } from '#lib/model/wire/frame.ts';
import type { InstantInfo } from '#lib/model/wire/instant.ts';
import type { Hub } from './hub.ts';
import { LoggedLayer } from './logged-layer.ts';
import type { SampledLayer } from './sampled-layer.ts';
import type { EntityFacts, ReplaySource, SampleRows } from '#lib/server/sources/replay-source.ts';

export interface InstantState {
	/** A snapshot frame whose rows are true at its `t0`, by ascending dictionary row. */
	readonly frame: Uint8Array;
	readonly info: InstantInfo;
}

/**
 * Layers that are functions of time, at any instant. Each layer is sampled from a fork of its
 * source, so the hub's own cursors, rows and frames stay as they are.
 */
export class InstantStates {
	readonly #hub: Hub;
	readonly #forks = new Map<string, ReplaySource>();

	constructor(hub: Hub) {
		this.#hub = hub;
	}

	/** Throws LAYER_UNKNOWN, FORBIDDEN, and INPUT_INVALID for a layer that is fed by messages. */
	stateAt(layer: string, at: EpochMs, access?: Access): InstantState {
		const sampled = this.#hub.sampled(layer, access);
		const source = this.#fork(sampled);
		const frame = this.#encode(sampled, source.sample(at), at);
		return { frame, info: { trueDateShift: source.trueDateShift(at) ?? null, counts: source.counts() } };
	}

	/** Throws LAYER_UNKNOWN, FORBIDDEN, and NOT_FOUND for a row that the dictionary does not have. */
	factsAt(id: string, idx: number, at: EpochMs, access?: Access): EntityFacts {
		const layer = this.#hub.state(id, access);
		if (layer instanceof LoggedLayer) return layer.facts(idx, at);
		const source = this.#fork(layer);
		if (!Number.isInteger(idx) || idx < 0 || idx >= source.capacity)
			throw new AppError('NOT_FOUND', { message: `No entity ${idx} in ${id}.` });
		return source.describe(idx, at);
	}

	#fork({ id, source }: SampledLayer): ReplaySource {
		const known = this.#forks.get(id);
		if (known) return known;
		const fork = source.fork();
		this.#forks.set(id, fork);
		return fork;
	}

	#encode({ schemaId, source }: SampledLayer, rows: SampleRows, at: EpochMs): Uint8Array {
		const order = Uint32Array.from({ length: rows.count }, (_, row) => row).sort(
			(a, b) => rows.idx[a]! - rows.idx[b]!
		);
		return encodeFrame({
			kind: 'snapshot',
			flags: FRAME_FLAGS.last | FRAME_FLAGS.replay | (source.synthetic ? FRAME_FLAGS.synthetic : 0),
			sid: 0,
			schemaId,
			seq: 0,
			t0: at,
			tEmit: at,
			epoch: this.#hub.epoch,
			rev: 0,
			lod: 2,
			tile: { z: 0, x: 0, y: 0 },
			count: rows.count,
			columns: [
				standardColumn(
					'idx',
					Uint32Array.from(order, (row) => rows.idx[row]!)
				),
				standardColumn('dt', new Uint16Array(rows.count)),
				standardColumn(
					'lon',
					Int32Array.from(order, (row) => rows.lon[row]!)
				),
				standardColumn(
					'lat',
					Int32Array.from(order, (row) => rows.lat[row]!)
				),
				standardColumn(
					'speed',
					Uint16Array.from(order, (row) => rows.speed[row]!)
				),
				standardColumn(
					'heading',
					Uint16Array.from(order, (row) => rows.heading[row]!)
				),
				standardColumn(
					'status',
					Uint8Array.from(order, (row) => rows.status[row]!)
				),
				standardColumn(
					'quality',
					Uint8Array.from(order, (row) => rows.quality[row]!)
				)
			],
			removed: new Uint32Array(0)
		});
	}
}
