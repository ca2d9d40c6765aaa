import type { EpochMs } from '#lib/model/units.ts';
import { LIMITS } from '#lib/model/wire/events.ts';
import type { EventLayer, EventTick } from '#lib/server/hub/event-layer.ts';
import { Credit } from './credit.ts';
import { roomOf, type SubscriptionSocket } from './subscription.ts';

/** Events have one room a layer. */
export const EVENT_VIEW = 'events';

/**
 * One client's place in a layer of events. At most LIMITS.events are on their way to it; one that has not applied
 * those leaves the shared room, costs the number of its offset, and when it is done gets what it missed out of the
 * log, or, when that is more, hears of the gap and asks for it over HTTP.
 */
export class EventSubscription {
	readonly cls = 'event';
	readonly sid: number;
	readonly layer: EventLayer;
	readonly #epoch: number;
	readonly #socket: SubscriptionSocket;
	readonly #credit = new Credit(LIMITS.events);
	/** Offset of the newest event that was sent, or told of as a gap. */
	#sentTo = 0;
	#isShared = false;
	#ended = false;

	constructor(sid: number, layer: EventLayer, epoch: number, socket: SubscriptionSocket) {
		this.sid = sid;
		this.layer = layer;
		this.#epoch = epoch;
		this.#socket = socket;
	}

	get isShared(): boolean {
		return this.#isShared;
	}

	/** Goes on after an offset; undefined: with what comes from now on. */
	start(after: number | undefined, now: EpochMs): void {
		if (this.#ended) return;
		this.#sentTo = after ?? this.layer.told;
		this.#catchUp(now);
	}

	/** Called before the layer's new events go out: who has no room for them leaves. */
	beforeShared({ events }: EventTick, now: EpochMs): void {
		if (!this.#credit.has(events.length)) {
			this.#leave();
			return;
		}
		this.#sentTo = events.at(-1)!.offset; // a tick has events
		this.#credit.sent(this.#sentTo, events.length, now);
	}

	/** More came at once than ever fits, with nothing left to acknowledge. */
	afterTick(now: EpochMs): void {
		if (!this.#isShared && this.#credit.isWhole) this.#catchUp(now);
	}

	/** Everything up to the event with this offset was applied. */
	acknowledge(seq: number, now: EpochMs): void {
		if (this.#credit.acknowledge(seq, now) && !this.#isShared && this.#credit.isWhole) this.#catchUp(now);
	}

	isTooSlow(now: EpochMs): boolean {
		return this.#credit.isTooSlow(now);
	}

	end(): void {
		this.#ended = true;
		this.#leave();
	}

	#catchUp(now: EpochMs): void {
		if (this.#ended) return;
		const missed = this.layer.after(this.#sentTo, LIMITS.events + 1);
		const last = missed.at(-1);
		if (last && missed.length > LIMITS.events) {
			const { sid, layer } = this;
			this.#socket.control({ t: 'gap', sid, layer: layer.id, after: this.#sentTo, to: layer.told });
			this.#sentTo = layer.told;
		} else if (last) {
			this.#socket.send(this.layer.frame(missed, this.sid, this.#epoch, now));
			this.#sentTo = last.offset;
			this.#credit.sent(last.offset, missed.length, now);
		}
		if (this.#isShared) return;
		this.#isShared = true;
		this.#socket.join(roomOf(this.layer.id, EVENT_VIEW));
	}

	#leave(): void {
		if (!this.#isShared) return;
		this.#isShared = false;
		this.#socket.leave(roomOf(this.layer.id, EVENT_VIEW));
	}
}
