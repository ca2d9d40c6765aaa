import type { EpochMs } from '#lib/model/units.ts';
import { LIMITS } from '#lib/model/wire/events.ts';
import type { HubLayer } from '#lib/server/hub/hub-layer.ts';

/** What a subscription needs of its socket. */
export interface SubscriptionSocket {
	send(frame: Uint8Array): void;
	/** Enters and leaves the layer's shared room. */
	join(layer: string): void;
	leave(layer: string): void;
	/** Nothing was applied for too long. */
	tooSlow(): void;
}

/**
 * One client's view of one layer under credit. In credit it sits in the shared room; out of credit it
 * leaves, and its next acknowledgement brings one private frame of what changed since. What it costs is
 * a few numbers, however slow the client: the layer knows the difference to any revision.
 */
export class Subscription {
	readonly sid: number;
	readonly layer: HubLayer;
	readonly #credit: number;
	readonly #socket: SubscriptionSocket;
	/** Sequence numbers on their way, oldest first. */
	readonly #outstanding: number[] = [];
	/** Revision the client has once all sent frames are applied. */
	#rev = 0;
	#shared = false;
	#waitingSince: EpochMs | undefined;
	#ended = false;

	constructor(sid: number, layer: HubLayer, credit: number, socket: SubscriptionSocket) {
		this.sid = sid;
		this.layer = layer;
		this.#credit = credit;
		this.#socket = socket;
	}

	/** Sends the state (all of it, or what changed after `rev`) and goes on with the shared frames. */
	start(rev: number | undefined, now: EpochMs): void {
		if (this.#ended) return;
		const frame = rev === undefined ? this.layer.snapshot(now) : this.layer.deltaSince(rev, this.sid, now);
		this.#sendPrivate(frame, now);
	}

	/** Called before the layer's next shared frame: those out of credit leave the room. */
	beforeShared(now: EpochMs): void {
		if (!this.#shared) return;
		if (this.#outstanding.length >= this.#credit) {
			this.#shared = false;
			this.#socket.leave(this.layer.source.layer);
			return;
		}
		this.#sent(now);
	}

	/** Everything up to `seq` was applied. */
	acknowledge(seq: number, now: EpochMs): void {
		const before = this.#outstanding.length;
		while (this.#outstanding.length > 0 && ((seq - this.#outstanding[0]!) | 0) >= 0)
			this.#outstanding.shift();
		if (this.#outstanding.length === before) return;
		this.#waitingSince = this.#outstanding.length > 0 ? now : undefined;
		if (this.#shared || this.#outstanding.length >= this.#credit) return;
		if (this.layer.rev > this.#rev) this.#sendPrivate(this.layer.deltaSince(this.#rev, this.sid, now), now);
		else this.#join();
	}

	/** Lets a client go that has applied nothing for a minute. */
	admit(now: EpochMs): void {
		if (this.#waitingSince !== undefined && now - this.#waitingSince > LIMITS.slowMs) this.#socket.tooSlow();
	}

	end(): void {
		this.#ended = true;
		if (this.#shared) this.#socket.leave(this.layer.source.layer);
		this.#shared = false;
	}

	#sendPrivate(frame: Uint8Array, now: EpochMs): void {
		this.#socket.send(frame);
		this.#rev = this.layer.rev;
		this.#outstanding.push(this.layer.rev);
		this.#waitingSince ??= now;
		this.#join();
	}

	/** State and room are taken in one turn of the loop, so no tick falls between them. */
	#join(): void {
		if (this.#shared) return;
		this.#shared = true;
		this.#socket.join(this.layer.source.layer);
	}

	/** The frame about to be broadcast counts as sent. */
	#sent(now: EpochMs): void {
		this.#rev = this.layer.rev;
		this.#outstanding.push(this.layer.rev);
		this.#waitingSince ??= now;
	}
}
