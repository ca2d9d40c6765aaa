import type { Socket } from 'socket.io';
import type { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import {
	LIMITS,
	PROTOCOL_VERSION,
	acknowledgement,
	clockRequest,
	entityRequest,
	helloRequest,
	subscribeRequest,
	timeRequest,
	unsubscribeRequest,
	viewRequest,
	type ClientToServerEvents,
	type Control,
	type HelloReply,
	type ResumeHow,
	type ServerToClientEvents
} from '#lib/model/wire/events.ts';
import { NO_ACCESS, accessOf, type Access, type TokenEntry } from '#lib/server/auth/access.ts';
import { EventLayer } from '#lib/server/hub/event-layer.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { wireTiles } from '#lib/server/hub/tile-set.ts';
import { viewOf, type View } from '#lib/server/hub/view.ts';
import { Allowance } from './allowance.ts';
import { answer } from './answer.ts';
import type { Changes } from './changes.ts';
import { EventSubscription } from './event-subscription.ts';
import { openSubscription, type SubscribeSpec } from './open-subscription.ts';
import type { SharedClocks } from './shared-clocks.ts';
import type { SnapshotGate } from './snapshot-gate.ts';
import { Subscription, type SubscriptionSocket } from './subscription.ts';

export type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

/** What all clients of a gateway share. */
export interface ClientParts {
	readonly hub: Hub;
	readonly now: () => EpochMs;
	readonly tokens: readonly TokenEntry[];
	readonly gate: SnapshotGate;
	readonly clocks: SharedClocks;
	readonly changes: Changes;
	readonly onError: (error: AppError) => void;
}

/** One socket: who it is, and what it is subscribed to. */
export class Client {
	readonly subscriptions = new Map<number, Subscription | EventSubscription>();
	readonly #socket: LiveSocket;
	readonly #parts: ClientParts;
	readonly #room: SubscriptionSocket;
	readonly #allowance = new Allowance();
	#access: Access = NO_ACCESS;
	#bad = 0;

	constructor(socket: LiveSocket, parts: ClientParts) {
		this.#socket = socket;
		this.#parts = parts;
		this.#room = {
			send: (frame) => socket.emit('f', frame),
			control: (control) => socket.emit('ctl', control),
			join: (room) => void socket.join(room),
			leave: (room) => void socket.leave(room)
		};
		this.#listen();
	}

	get access(): Access {
		return this.#access;
	}

	control(control: Control): void {
		this.#socket.emit('ctl', control);
	}

	/** Said again soon: a client that is behind need not get it. */
	mention(control: Control): void {
		this.#socket.volatile.emit('ctl', control);
	}

	/** Sends a client away that has applied nothing for too long. */
	checkPace(now: EpochMs): void {
		for (const subscription of this.subscriptions.values()) {
			if (!subscription.isTooSlow(now)) continue;
			this.control({ t: 'degraded', reason: 'slow' });
			this.#socket.disconnect(true);
			return;
		}
	}

	/** Ends subscriptions to what may no longer be read, and starts those anew whose layer is another one now. */
	checkLayers(now: EpochMs): void {
		const { hub, gate } = this.#parts;
		for (const [sid, subscription] of this.subscriptions) {
			const layer = hub.layers.get(subscription.layer.id);
			const isReadable = layer !== undefined && this.#access.may(layer.restricted);
			if (layer === subscription.layer && isReadable) continue;
			subscription.end();
			this.subscriptions.delete(sid);
			this.control({ t: 'reset', sid });
			if (!isReadable || layer instanceof EventLayer || subscription.cls === 'event') continue;
			const again = new Subscription(sid, layer, subscription.view, LIMITS.credit, this.#room, gate);
			this.subscriptions.set(sid, again);
			again.start(undefined, now);
		}
	}

	end(): void {
		for (const subscription of this.subscriptions.values()) subscription.end();
		this.subscriptions.clear();
	}

	#listen(): void {
		const socket = this.#socket;
		const onBad = () => {
			if (++this.#bad > LIMITS.badMessages) socket.disconnect(true);
		};
		const { now, hub, clocks, onError } = this.#parts;
		const free = <S extends z.ZodType, R>(schema: S, handle: (message: z.output<S>) => R) =>
			answer(schema, { onBad, onError }, handle);
		const on = <S extends z.ZodType, R>(schema: S, handle: (message: z.output<S>) => R) =>
			free(schema, (message) => {
				this.#allowance.take(now());
				return handle(message);
			});
		socket.on(
			'hello',
			on(helloRequest, (hello) => this.#greet(hello))
		);
		socket.on(
			'sub',
			on(subscribeRequest, (request) => this.#subscribe(request))
		);
		socket.on(
			'view',
			on(viewRequest, ({ sid, ...area }) => {
				const subscription = this.#state(sid);
				const view = viewOf({ lod: subscription.view.lod, area });
				this.#afterReply(() => subscription.move(view, now()));
				return { rev: subscription.layer.rev, tiles: tilesOf(view) };
			})
		);
		socket.on(
			'unsub',
			on(unsubscribeRequest, ({ sid }) => {
				this.subscriptions.get(sid)?.end();
				this.subscriptions.delete(sid);
				return { ok: true as const };
			})
		);
		socket.on(
			'k',
			free(acknowledgement, ({ a }) => {
				for (const [sid, seq] of a) this.subscriptions.get(sid)?.acknowledge(seq, now());
			})
		);
		socket.on(
			'time',
			free(timeRequest, ({ c0 }) => {
				const s1 = now();
				return { c0, s1, s2: now() };
			})
		);
		socket.on(
			'entity',
			on(entityRequest, ({ layer, idx }) => hub.state(layer, this.#access).facts(idx, now()))
		);
		socket.on(
			'clock',
			on(clockRequest, ({ clockId, set }) => {
				const room = `clock/${clockId}`;
				void socket.join(room);
				if (set) {
					clocks.set(clockId, set);
					socket.to(room).emit('ctl', { t: 'clock', clockId, clock: set });
				}
				return { ok: true as const, clock: clocks.get(clockId) };
			})
		);
	}

	#greet({ v, token, resume }: z.output<typeof helloRequest>): HelloReply {
		const { hub, now, tokens, changes } = this.#parts;
		if (!v.includes(PROTOCOL_VERSION))
			throw new AppError('PROTOCOL_UNSUPPORTED', {
				message: `This server speaks version ${PROTOCOL_VERSION}; reload the page.`,
				version: PROTOCOL_VERSION
			});
		this.#access = accessOf(tokens, token);
		this.checkLayers(now());
		const isKnown = resume?.epoch === hub.epoch;
		const resumed = (resume?.subs ?? []).map(({ sid, spec, rev }) => ({
			sid,
			how: this.#resume({ ...spec, sid }, isKnown ? rev : undefined)
		}));
		return {
			v: PROTOCOL_VERSION,
			epoch: hub.epoch,
			now: now(),
			tickHz: hub.tickHz,
			layers: hub.info(now(), this.#access),
			limits: LIMITS,
			resumed,
			changed: changes.all()
		};
	}

	/** Goes on from a revision or offset; undefined: it says nothing here. */
	#resume(spec: SubscribeSpec, rev: number | undefined): ResumeHow {
		const { hub, now } = this.#parts;
		const layer = hub.layers.get(spec.layer);
		if (!layer || layer.cls !== spec.cls || !this.#access.may(layer.restricted)) return 'gap';
		const subscription = this.#open(spec);
		if (subscription instanceof EventSubscription) {
			const missed = rev === undefined ? 0 : subscription.layer.after(rev, LIMITS.events + 1).length;
			this.#afterReply(() => subscription.start(rev, now()));
			return rev === undefined || missed > LIMITS.events ? 'gap' : 'delta';
		}
		const isKnown = rev !== undefined && subscription.layer.revisions.knows(rev);
		this.#afterReply(() => subscription.start(isKnown ? rev : undefined, now()));
		return isKnown ? 'delta' : 'snapshot';
	}

	#subscribe(request: SubscribeSpec) {
		const { now } = this.#parts;
		const subscription = this.#open(request);
		const { schemaId } = subscription.layer;
		const ok = true as const;
		if (subscription instanceof EventSubscription) {
			this.#afterReply(() => subscription.start(request.after, now()));
			return { ok, schemaId, rev: subscription.layer.told, tiles: null };
		}
		this.#afterReply(() => subscription.start(undefined, now()));
		return { ok, schemaId, rev: subscription.layer.rev, tiles: tilesOf(subscription.view) };
	}

	#open(request: SubscribeSpec): Subscription | EventSubscription {
		const { hub, gate } = this.#parts;
		const parts = { hub, gate, access: this.#access, socket: this.#room, others: this.subscriptions };
		const subscription = openSubscription(request, parts);
		this.subscriptions.get(request.sid)?.end();
		this.subscriptions.set(request.sid, subscription);
		return subscription;
	}

	/** The reply goes first: the client must know what a frame means. */
	#afterReply(work: () => void): void {
		queueMicrotask(() => {
			try {
				work();
			} catch (thrown) {
				this.#parts.onError(AppError.from(thrown));
			}
		});
	}

	#state(sid: number): Subscription {
		const subscription = this.subscriptions.get(sid);
		if (subscription instanceof Subscription) return subscription;
		throw new AppError('SUBSCRIPTION_INVALID', {
			message: `${sid} is no subscription to a layer of states.`
		});
	}
}

const tilesOf = ({ tiles }: View) => (tiles ? wireTiles(tiles) : null);
