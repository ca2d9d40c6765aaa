import { staleAfterMs, trueDateShiftOf } from '#lib/model/live-layer.ts';
import type { EventRecord, StoredEvent } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { encodeFrame } from '#lib/model/wire/encode-frame.ts';
import { eventColumns } from '#lib/model/wire/event-frame.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { FRAME_FLAGS } from '#lib/model/wire/frame.ts';
import type { BusReader, LayerEntry, LogRecord } from '#lib/server/bus/bus.ts';

/** New events of one layer; `frame` makes the one for all who are up to date. */
export interface EventTick {
	readonly layer: EventLayer;
	readonly events: readonly StoredEvent[];
	frame(): Uint8Array;
}

/** A layer whose every event counts: the log has them all, this knows the newest. */
export class EventLayer {
	readonly cls = 'event';
	/** Offset of the newest event, 0 before the first. */
	end: number;
	/** Told of every event as soon as it came. */
	onEvent: ((stored: StoredEvent) => void) | undefined;
	/** Offset of the newest event that a tick brought: receivers up to date have no later one. */
	told: number;
	readonly #bus: BusReader;
	#entry: LayerEntry;
	#newestAt: EpochMs | undefined;
	#count: number;
	#fresh: StoredEvent[] = [];

	/** `end`, `newestAt`, `count`: what a checkpoint knew. */
	constructor(
		entry: LayerEntry,
		bus: BusReader,
		known: { readonly end: number; readonly newestAt?: EpochMs; readonly count: number } = {
			end: 0,
			count: 0
		}
	) {
		this.#entry = entry;
		this.#bus = bus;
		this.end = this.told = known.end;
		this.#newestAt = known.newestAt;
		this.#count = known.count;
	}

	get entry(): LayerEntry {
		return this.#entry;
	}
	get id(): string {
		return this.#entry.declaration.id;
	}
	get schemaId(): number {
		return this.#entry.number;
	}
	get restricted(): string | undefined {
		return this.#entry.declaration.restricted;
	}
	/** What a checkpoint keeps. */
	get known() {
		return {
			end: this.end,
			count: this.#count,
			...(this.#newestAt !== undefined && { newestAt: this.#newestAt })
		};
	}

	redeclare(entry: LayerEntry): void {
		this.#entry = entry;
	}

	apply({ offset, receivedAt, body }: LogRecord): void {
		const event = JSON.parse(new TextDecoder().decode(body)) as EventRecord; // written by the log's writer
		this.end = offset;
		this.#count++;
		this.#newestAt = Math.max(this.#newestAt ?? -Infinity, event.at);
		const stored = { offset, receivedAt, event };
		this.#fresh.push(stored);
		this.onEvent?.(stored);
	}

	/** What came since the last tick; undefined when nothing did. */
	tick(epoch: number, now: EpochMs): EventTick | undefined {
		if (this.#fresh.length === 0) return undefined;
		const events = this.#fresh;
		this.#fresh = [];
		this.told = this.end;
		return { layer: this, events, frame: () => this.frame(events, 0, epoch, now) };
	}

	/** At most `limit` events after an offset, oldest first; those that a tick has yet to bring are not among them. */
	after(offset: number, limit: number): readonly StoredEvent[] {
		return this.#bus.events(this.id, offset, limit).filter((stored) => stored.offset <= this.told);
	}

	/** The newest `limit` of those received before an instant, oldest first; those that a tick has yet to bring are not among them. */
	before(at: EpochMs, limit: number): readonly StoredEvent[] {
		return this.#bus.eventsBefore(this.id, at, this.told, limit);
	}

	frame(events: readonly StoredEvent[], sid: number, epoch: number, now: EpochMs): Uint8Array {
		const last = events.at(-1)?.offset ?? this.end;
		return encodeFrame({
			kind: 'events',
			flags: FRAME_FLAGS.last,
			sid,
			schemaId: this.schemaId,
			seq: last,
			t0: Math.floor(now),
			tEmit: now,
			epoch,
			rev: last,
			lod: 2,
			tile: { z: 0, x: 0, y: 0 },
			count: events.length,
			columns: eventColumns(events),
			removed: new Uint32Array(0)
		});
	}

	/** No news is no fault: a layer of events is never stale. */
	info(now: EpochMs): LayerInfo {
		const { declaration, statuses, version, number } = this.#entry;
		return {
			layer: declaration.id,
			schemaId: number,
			cls: 'event',
			title: declaration.title ?? null,
			metrics: [],
			statuses,
			moves: false,
			origin: declaration.origin,
			staleAfter: staleAfterMs(declaration),
			offset: this.told,
			dictVer: version,
			entities: this.#count,
			newestAt: this.#newestAt ?? null,
			stale: false,
			replayed: declaration.origin === 'replayed',
			trueDateShift: trueDateShiftOf(declaration, now) ?? null,
			counts: {},
			attribution: declaration.attribution
		};
	}
}
