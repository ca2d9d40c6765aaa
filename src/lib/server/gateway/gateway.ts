import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server, type Namespace, type Socket } from 'socket.io';
import type { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import {
	LIMITS,
	LIVE_NAMESPACE,
	PROTOCOL_VERSION,
	acknowledgement,
	entityRequest,
	helloRequest,
	subscribeRequest,
	timeRequest,
	unsubscribeRequest,
	type ClientToServerEvents,
	type HelloReply,
	type Refusal,
	type ResumeHow,
	type ServerToClientEvents
} from '#lib/model/wire/events.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { Subscription, type SubscriptionSocket } from './subscription.ts';

/** How often the layers' status goes to everyone. */
const STATUS_TICKS = 5;
/** Where the live socket is asked for. */
export const SOCKET_PATH = '/socket.io/';

export interface GatewayOptions {
	readonly now: () => EpochMs;
}

export interface Gateway {
	/** Ticks the hub and sends what changed. */
	tick(): void;
	/** Says goodbye and closes the sockets, not the http server. */
	close(): Promise<void>;
	readonly clients: number;
}

type LiveServer = Server<ClientToServerEvents, ServerToClientEvents>;
type LiveNamespace = Namespace<ClientToServerEvents, ServerToClientEvents>;
type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

/** Serves the namespace `/live` on an http server: frames of the hub's layers under client credit. */
export function attachLive(httpServer: HttpServer, hub: Hub, options: GatewayOptions): Gateway {
	// socket.io takes over all of the server it is attached to; a silent one of its own lets it come and go.
	const own = createServer();
	const io: LiveServer = new Server(own, {
		transports: ['websocket'],
		perMessageDeflate: false,
		maxHttpBufferSize: LIMITS.inboundBytes,
		destroyUpgrade: false,
		serveClient: false,
		// A browser lets any page open a socket to any server: only our own pages may.
		allowRequest: (request, decide) => decide(null, isSameOrigin(request))
	});
	const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		if (request.url?.startsWith(SOCKET_PATH)) own.emit('upgrade', request, socket, head);
	};
	httpServer.on('upgrade', upgrade);
	const namespace: LiveNamespace = io.of(LIVE_NAMESPACE);
	const clients = new Map<string, Map<number, Subscription>>();
	let ticks = 0;

	namespace.on('connection', (socket) => {
		const subscriptions = new Map<number, Subscription>();
		clients.set(socket.id, subscriptions);
		socket.on('disconnect', () => clients.delete(socket.id));
		listen(socket, subscriptions, hub, options.now);
	});

	return {
		tick() {
			const now = options.now();
			for (const subscriptions of clients.values())
				for (const subscription of subscriptions.values()) subscription.admit(now);
			for (const { layer, frame } of hub.tick(now)) {
				const room = roomOf(layer.source.layer);
				for (const subscriptions of clients.values())
					for (const subscription of subscriptions.values())
						if (subscription.layer === layer) subscription.beforeShared(now);
				namespace.to(room).emit('f', frame);
			}
			if (++ticks % STATUS_TICKS === 0) namespace.emit('ctl', { t: 'status', layers: hub.info(now) });
		},
		async close() {
			namespace.emit('ctl', { t: 'draining' });
			httpServer.off('upgrade', upgrade);
			namespace.disconnectSockets(true);
			await io.close();
		},
		get clients() {
			return clients.size;
		}
	};
}

/** True for our own pages and for programs that are no browser (those send no origin). */
function isSameOrigin({ headers }: IncomingMessage): boolean {
	if (headers.origin === undefined) return true;
	return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

const roomOf = (layer: string) => `l/${layer}/all`;

function listen(
	socket: LiveSocket,
	subscriptions: Map<number, Subscription>,
	hub: Hub,
	now: () => EpochMs
): void {
	let bad = 0;
	const refuse = (error: AppError): Refusal => ({ err: error.message, code: error.code });

	/** Runs a handler on a parsed message; what it throws is the reply. Never lets a message end the process. */
	const answer = <S extends z.ZodType, R>(schema: S, handle: (message: z.output<S>) => R) => {
		return (message: unknown, reply?: unknown) => {
			const respond = (value: R | Refusal) => {
				if (typeof reply === 'function') (reply as (value: R | Refusal) => void)(value); // socket.io's acknowledgement
			};
			const parsed = schema.safeParse(message);
			if (!parsed.success) {
				respond(refuse(new AppError('SUBSCRIPTION_INVALID', { message: describe(parsed.error) })));
				if (++bad > LIMITS.badMessages) socket.disconnect(true);
				return;
			}
			try {
				respond(handle(parsed.data));
			} catch (thrown) {
				respond(refuse(AppError.from(thrown)));
			}
		};
	};

	const subscriptionSocket: SubscriptionSocket = {
		send: (frame) => socket.emit('f', frame),
		join: (layer) => void socket.join(roomOf(layer)),
		leave: (layer) => void socket.leave(roomOf(layer)),
		tooSlow: () => {
			socket.emit('ctl', { t: 'degraded', reason: 'slow' });
			socket.disconnect(true);
		}
	};
	const subscribe = (request: z.output<typeof subscribeRequest>) => {
		if (!subscriptions.has(request.sid) && subscriptions.size >= LIMITS.subscriptions)
			throw new AppError('SUBSCRIPTION_INVALID', {
				message: `At most ${LIMITS.subscriptions} subscriptions.`
			});
		const layer = hub.layer(request.layer);
		for (const other of subscriptions.values())
			if (other.layer === layer && other.sid !== request.sid)
				throw new AppError('SUBSCRIPTION_INVALID', {
					message: `Layer ${request.layer} is subscribed as ${other.sid}.`
				});
		subscriptions.get(request.sid)?.end();
		const subscription = new Subscription(request.sid, layer, request.credit, subscriptionSocket);
		subscriptions.set(request.sid, subscription);
		return subscription;
	};

	socket.on(
		'hello',
		answer(helloRequest, ({ v, resume }): HelloReply => {
			if (!v.includes(PROTOCOL_VERSION))
				throw new AppError('PROTOCOL_UNSUPPORTED', {
					message: `This server speaks version ${PROTOCOL_VERSION}; reload the page.`,
					version: PROTOCOL_VERSION
				});
			const resumed = (resume?.subs ?? []).map(({ sid, spec, rev }): { sid: number; how: ResumeHow } => {
				if (!hub.layers.has(spec.layer)) return { sid, how: 'gap' };
				const subscription = subscribe({ ...spec, sid });
				const known = resume?.epoch === hub.epoch && rev <= subscription.layer.rev;
				// The reply goes first: the client must know what the frame means.
				queueMicrotask(() => subscription.start(known ? rev : undefined, now()));
				return { sid, how: known ? 'delta' : 'snapshot' };
			});
			return {
				v: PROTOCOL_VERSION,
				epoch: hub.epoch,
				now: now(),
				tickHz: hub.tickHz,
				layers: hub.info(now()),
				limits: LIMITS,
				resumed
			};
		})
	);
	socket.on(
		'sub',
		answer(subscribeRequest, (request) => {
			const subscription = subscribe(request);
			queueMicrotask(() => subscription.start(undefined, now()));
			return {
				ok: true as const,
				schemaId: subscription.layer.schemaId,
				rev: subscription.layer.rev,
				tiles: null
			};
		})
	);
	socket.on(
		'unsub',
		answer(unsubscribeRequest, ({ sid }) => {
			subscriptions.get(sid)?.end();
			subscriptions.delete(sid);
			return { ok: true as const };
		})
	);
	socket.on(
		'k',
		answer(acknowledgement, ({ a }) => {
			for (const [sid, seq] of a) subscriptions.get(sid)?.acknowledge(seq, now());
		})
	);
	socket.on(
		'time',
		answer(timeRequest, ({ c0 }) => {
			const s1 = now();
			return { c0, s1, s2: now() };
		})
	);
	socket.on(
		'entity',
		answer(entityRequest, ({ layer, idx }) => {
			const { source } = hub.layer(layer);
			if (idx >= source.capacity)
				throw new AppError('NOT_FOUND', { message: `No entity ${idx} in ${layer}.` });
			return source.describe(idx, now());
		})
	);
}

const describe = (error: z.ZodError) =>
	error.issues
		.slice(0, 3)
		.map(({ path, message }) => `${path.join('.')}: ${message}`)
		.join('; ');
