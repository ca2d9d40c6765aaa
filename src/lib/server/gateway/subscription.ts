import type { EpochMs } from '#lib/model/units.ts';
import type { Control } from '#lib/model/wire/events.ts';
import type { StateLayer } from '#lib/server/hub/state-layer.ts';
import type { View } from '#lib/server/hub/view.ts';
import { Credit } from './credit.ts';
import type { SnapshotGate } from './snapshot-gate.ts';

/** What a subscription needs of its socket. */
export interface SubscriptionSocket {
	send(frame: Uint8Array): void;
	control(control: Control): void;
	/** Enters and leaves a shared room. */
	join(room: string): void;
	leave(room: string): void;
}

/** Everyone in it gets the same frames of a layer. */
export const roomOf = (layer: string, view: string): string => `l/${layer}/${view}`;

/**
 * One client's view of one layer under credit. In credit it sits in the room that its view shares; out of credit
 * it leaves, and its next acknowledgement brings one private frame of what changed since. What it costs is a few
 * numbers, however slow the client: the layer knows the difference to any revision.
 */
export class Subscription {
	readonly cls = 'state';
	readonly sid: number;
	readonly layer: StateLayer;
	readonly #credit: Credit;
	readonly #socket: SubscriptionSocket;
	readonly #gate: SnapshotGate;
	#view: View;
	/** Revision the client has once all sent frames are applied. */
	#rev = 0;
	/** Share of level 1 that the client has. */
	#share = 1;
	#isShared = false;
	/** The view moved while out of credit: what the client has is no base for a difference. */
	#isVoid = false;
	#ended = false;

	constructor(
		sid: number,
		layer: StateLayer,
		view: View,
		credit: number,
		socket: SubscriptionSocket,
		gate: SnapshotGate
	) {
		this.sid = sid;
		this.layer = layer;
		this.#view = view;
		this.#credit = new Credit(credit);
		this.#socket = socket;
		this.#gate = gate;
	}

	get view(): View {
		return this.#view;
	}

	get isShared(): boolean {
		return this.#isShared;
	}

	/** Sends what changed after `rev`, or, when the server has room for it, everything; then goes on with shared frames. */
	start(rev: number | undefined, now: EpochMs): void {
		if (this.#ended) return;
		if (rev === undefined || this.#view.lod === 1) this.#startOver(now);
		else this.#sendPrivate(this.layer.deltaSince(rev, this.#view, this.sid, now), now);
	}

	/** Called before a shared message of the view goes out: those out of credit leave the room. */
	beforeShared(now: EpochMs): void {
		if (this.#credit.isSpent) this.#leave();
		else this.#sent(now);
	}

	/** Level 1 has become thinner: what the client has must go. */
	afterTick(now: EpochMs): void {
		if (this.#isShared && this.#isTooDense) this.#startOver(now);
	}

	/** Looks elsewhere: brings what entered and takes what left. */
	move(view: View, now: EpochMs): void {
		if (this.#ended || view.key === this.#view.key) return;
		const from = this.#view;
		const wasShared = this.#isShared;
		this.#leave();
		this.#view = view;
		if (!wasShared) this.#isVoid = true;
		else if (view.lod < 2) this.#startOver(now);
		else this.#sendPrivate(this.layer.moved(from, view, this.sid, now), now);
	}

	/** Everything up to `seq` was applied. */
	acknowledge(seq: number, now: EpochMs): void {
		if (!this.#credit.acknowledge(seq, now) || this.#isShared || this.#credit.isSpent) return;
		if (this.#isVoid || this.#isTooDense) this.#startOver(now);
		else if (this.layer.rev > this.#rev)
			this.#sendPrivate(this.layer.deltaSince(this.#rev, this.#view, this.sid, now), now);
		else this.#join();
	}

	/** True when a client has applied nothing for too long. */
	isTooSlow(now: EpochMs): boolean {
		return this.#credit.isTooSlow(now);
	}

	end(): void {
		this.#ended = true;
		this.#leave();
	}

	get #isTooDense(): boolean {
		return this.#view.lod === 1 && this.#share !== this.layer.share;
	}

	#startOver(now: EpochMs): void {
		this.#leave();
		this.#isVoid = true;
		this.#gate.ask(
			() => !this.#ended && this.#isVoid,
			(at) => {
				this.#share = this.layer.share;
				this.#sendPrivate(this.layer.snapshot(this.#view, this.sid, at), at);
			},
			now
		);
	}

	#sendPrivate(frame: Uint8Array, now: EpochMs): void {
		this.#socket.send(frame);
		this.#isVoid = false;
		this.#sent(now);
		this.#join();
	}

	/** State and room are taken in one turn of the loop, so no tick falls between them. */
	#join(): void {
		if (this.#isShared) return;
		this.#isShared = true;
		this.#socket.join(roomOf(this.layer.id, this.#view.key));
	}

	#leave(): void {
		if (!this.#isShared) return;
		this.#isShared = false;
		this.#socket.leave(roomOf(this.layer.id, this.#view.key));
	}

	#sent(now: EpochMs): void {
		this.#rev = this.layer.rev;
		this.#credit.sent(this.layer.rev, 1, now);
	}
}
