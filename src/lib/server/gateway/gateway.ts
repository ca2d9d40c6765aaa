import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server, type Namespace } from 'socket.io';
import type { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import {
	LIMITS,
	LIVE_NAMESPACE,
	type ClientToServerEvents,
	type ServerToClientEvents
} from '#lib/model/wire/events.ts';
import type { TokenEntry } from '#lib/server/auth/access.ts';
import type { EventTick } from '#lib/server/hub/event-layer.ts';
import type { Hub, HubTick } from '#lib/server/hub/hub.ts';
import type { LayerTick } from '#lib/server/hub/state-layer.ts';
import type { View } from '#lib/server/hub/view.ts';
import { Changes } from './changes.ts';
import { Client } from './client.ts';
import { EVENT_VIEW, type EventSubscription } from './event-subscription.ts';
import { SharedClocks } from './shared-clocks.ts';
import { SnapshotGate } from './snapshot-gate.ts';
import { roomOf, type Subscription } from './subscription.ts';

/** How often the layers' status goes to everyone. */
const STATUS_EVERY = 2000;
/** Where the live socket is asked for. */
export const SOCKET_PATH = '/socket.io/';

export interface GatewayOptions {
	readonly now: () => EpochMs;
	/** Who may read restricted layers. */
	readonly tokens?: readonly TokenEntry[];
	/** Since when nothing that is sent in can be kept; undefined while all is well. */
	readonly haltedSince?: () => EpochMs | undefined;
	/** News that pages fetch. */
	readonly changes?: Changes;
	/** Something of ours failed; the client was told what it can be told. */
	readonly onError?: (error: AppError) => void;
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

/** Serves the namespace `/live` on an http server: frames of the hub's layers under client credit. */
export function attachLive(
	httpServer: HttpServer,
	hub: Hub,
	{
		now,
		tokens = [],
		haltedSince = () => undefined,
		changes = new Changes(),
		onError = () => undefined
	}: GatewayOptions
): Gateway {
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
	const clients = new Map<string, Client>();
	const parts = { hub, now, tokens, changes, onError, gate: new SnapshotGate(), clocks: new SharedClocks() };
	let statusAt = now();
	let trouble = '';

	namespace.on('connection', (socket) => {
		const client = new Client(socket, parts);
		clients.set(socket.id, client);
		socket.on('disconnect', () => {
			clients.delete(socket.id);
			client.end();
		});
	});

	return {
		tick() {
			const at = now();
			const everyone = [...clients.values()];
			for (const client of everyone) client.checkPace(at);
			// Before the frames: while those are on their way, what need not be sent is not.
			const halted = haltedSince();
			const troubleNow = `${halted} ${lateIn(hub, at)}`;
			if (troubleNow !== trouble || Math.abs(at - statusAt) >= STATUS_EVERY) {
				statusAt = at;
				trouble = troubleNow;
				for (const client of everyone)
					client.mention({
						t: 'status',
						layers: hub.info(at, client.access),
						...(halted !== undefined && { halted })
					});
			}
			const tick = hub.tick(at);
			sayNews(tick, everyone, at);
			parts.gate.pump(at);
			for (const state of tick.states) sendState(namespace, state, everyone, at);
			for (const events of tick.events) sendEvents(namespace, events, everyone, at);
			for (const changed of changes.due(at)) namespace.emit('ctl', { t: 'changed', ...changed });
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

/** Layers that are late: said at once when there are others. */
const lateIn = (hub: Hub, now: EpochMs): string =>
	hub
		.health(now)
		.filter(({ stale }) => stale)
		.map(({ id }) => id)
		.join();

/** Tells of layers and names before the frames that need them. */
function sayNews({ layers, dictionaries }: HubTick, clients: readonly Client[], now: EpochMs): void {
	if (layers.length + dictionaries.length === 0) return;
	for (const client of clients) {
		const readable = layers.filter(({ restricted }) => client.access.may(restricted));
		if (readable.length > 0)
			client.control({ t: 'layers', layers: readable.map((layer) => layer.info(now)) });
		for (const { layer, from } of dictionaries)
			if (client.access.may(layer.restricted))
				client.control({ t: 'dict', layer: layer.id, dictVer: layer.entry.version, from });
		if (layers.length > 0) client.checkLayers(now);
	}
}

/** Sends each message of a tick once to its room, after those out of credit have left it. */
function sendState(
	namespace: LiveNamespace,
	{ layer, message }: LayerTick,
	clients: readonly Client[],
	now: EpochMs
): void {
	const views = new Map<string, { readonly view: View; readonly members: Subscription[] }>();
	for (const client of clients)
		for (const subscription of client.subscriptions.values()) {
			if (subscription.layer !== layer || subscription.cls !== 'state' || !subscription.isShared) continue;
			const { view } = subscription;
			const known = views.get(view.key);
			if (known) known.members.push(subscription);
			else views.set(view.key, { view, members: [subscription] });
		}
	for (const { view, members } of views.values()) {
		const frame = message(view);
		if (!frame) continue;
		for (const member of members) member.beforeShared(now);
		if (members.some(({ isShared }) => isShared)) namespace.to(roomOf(layer.id, view.key)).emit('f', frame);
		for (const member of members) member.afterTick(now);
	}
}

function sendEvents(
	namespace: LiveNamespace,
	tick: EventTick,
	clients: readonly Client[],
	now: EpochMs
): void {
	const members: EventSubscription[] = [];
	for (const client of clients)
		for (const subscription of client.subscriptions.values())
			if (subscription.cls === 'event' && subscription.layer === tick.layer) members.push(subscription);
	for (const member of members) if (member.isShared) member.beforeShared(tick, now);
	if (members.some(({ isShared }) => isShared))
		namespace.to(roomOf(tick.layer.id, EVENT_VIEW)).emit('f', tick.frame());
	for (const member of members) member.afterTick(now);
}
