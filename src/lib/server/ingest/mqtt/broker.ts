import { setMaxListeners, type EventEmitter } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Aedes, type Client, type PublishPacket } from 'aedes';
import type { Reply, Row } from '#lib/model/observation.ts';
import type { DeviceEntry } from '../../live/live-config.ts';
import { logOf } from '../../log.ts';
import type { IngestLimits } from '../ingest-limits.ts';
import type { Intake } from '../intake.ts';
import { MQTT_SOURCE } from '../source-names.ts';
import type { SourceTally } from '../source-tally.ts';
import { OPEN_RIGHTS, authenticator, type Rights } from './device-rights.ts';
import { Pace } from './pace.ts';
import { PacketGauge } from './packet-gauge.ts';
import { Redeliveries } from './redeliveries.ts';
import { replier } from './replies.ts';
import { takeDeclaration } from './take-declaration.ts';
import { wayOfTopic } from './topic-ways.ts';

const log = logOf('mqtt');
const REFUSALS_SAID_EVERY = 1_000;
const LISTEN_AGAIN = 5_000;
const CONNECT_WITHIN = 10_000;
/** A client that does not read what we send for so long is cut off. */
const DRAIN_WITHIN = 30_000;
const WRONG_PASSWORD_WAITS = 500;

export interface BrokerOptions {
	readonly host: string;
	/** 0 lets the system choose. */
	readonly port: number;
	/** None: whoever reaches the port may publish. */
	readonly devices: readonly DeviceEntry[];
	readonly intake: Intake;
	readonly tally: SourceTally;
	readonly limits: IngestLimits;
}

/** A client that was let in. */
interface Sender {
	readonly rights: Rights;
	readonly pace: Pace;
	readonly gone: AbortController;
}

export interface Broker {
	/** Port that it listens on; undefined while that is taken. */
	readonly port: number | undefined;
	close(): Promise<void>;
}

/** Opens the embedded broker. A port that is taken is said in health and tried again. */
export async function openBroker(options: BrokerOptions): Promise<Broker> {
	const { limits, tally } = options;
	const senders = new WeakMap<Client, Sender>();
	const publish = ({ topic, payload }: Reply) =>
		aedes.publish(
			{ cmd: 'publish', topic, payload: Buffer.from(payload), qos: 0, retain: false, dup: false },
			() => undefined
		);
	const aedes = await Aedes.createBroker({
		connectTimeout: CONNECT_WITHIN,
		drainTimeout: DRAIN_WITHIN,
		maxClientsIdLength: 256,
		maxTopicLevels: 16,
		...hooks(options, senders, replier(publish))
	});
	// Without a listener an error of one message would end the way in for everyone.
	const emitter: EventEmitter = aedes;
	emitter.on('error', (err) => log.error({ err }, 'the broker failed with a message'));
	// A device that lost patience sends again when it is back: what it waited for must not pile up here.
	aedes.on('clientDisconnect', (client) => senders.get(client)?.gone.abort());
	const server = createServer((socket) => admit(aedes, socket, limits));
	server.maxConnections = limits.connections;
	tally.open(MQTT_SOURCE);
	const listening = listen(server, options);
	await listening.tried;
	return {
		get port() {
			return listening.port();
		},
		async close() {
			listening.stop();
			const closed = new Promise((resolve) => server.close(resolve));
			await new Promise<void>((resolve) => aedes.close(resolve));
			await closed;
		}
	};
}

function admit(aedes: Aedes, socket: Socket, { packetBytes }: IngestLimits): void {
	// Peers that vanish without a word are found out even when they promised no keep-alive.
	socket.setKeepAlive(true, 60_000);
	socket.setNoDelay(true);
	const gauge = new PacketGauge(packetBytes);
	aedes.handle(socket);
	// The broker reads paused; each chunk passes here first.
	socket.on('data', (chunk: Buffer) => {
		if (gauge.excess(chunk) !== undefined) socket.destroy();
	});
}

/** Who may come in, what they may say, and that nothing is acknowledged before it is on disk. */
function hooks(
	{ devices, intake, tally, limits }: BrokerOptions,
	senders: WeakMap<Client, Sender>,
	reply: (reply: Reply) => void
): Partial<ConstructorParameters<typeof Aedes>[0]> {
	const rightsOfDevice = authenticator(devices);
	const redeliveries = new Redeliveries();
	let lastSaid = 0;
	/** A device in a loop must not fill the log. */
	const refused = (client: string, topic: string, why: string | undefined) => {
		if (Date.now() - lastSaid < REFUSALS_SAID_EVERY) return;
		lastSaid = Date.now();
		log.warn({ client, topic: topic.slice(0, 200), why }, 'a client published where it may not');
	};

	async function take(client: Client, { rights, pace, gone }: Sender, packet: PublishPacket): Promise<void> {
		const way = wayOfTopic(packet.topic);
		const refusal = way ? rights.refusal(way) : 'there is nothing to send there';
		if (!way || refusal !== undefined) {
			tally.count(MQTT_SOURCE, 1, 0, 1);
			refused(client.id, packet.topic, refusal);
			throw new Error(`${client.id} published to ${packet.topic.slice(0, 200)}: ${refusal}`);
		}
		const wait = pace.wait(performance.now());
		if (wait > 0) await pause(wait);
		if (way.kind === 'ack') return;
		const bytes = Buffer.from(packet.payload);
		const { topic } = packet;
		const { layer } = way;
		const message = {
			adapter: way.kind === 'rows' ? way.adapter : 'json',
			bytes,
			source: MQTT_SOURCE,
			topic,
			...(layer !== undefined && { layer }),
			...(way.kind === 'rows' && way.into && { into: way.into })
		};
		if (way.kind === 'declare') return takeDeclaration(intake, way.layer, message);
		const refusalOf = (row: Row, rowLayer: string) => rights.rowRefusal(row, rowLayer, way);
		// A last will comes when its client is gone already.
		const answered = { ...message, refusal: refusalOf, reply, ...(!client.closed && { gone: gone.signal }) };
		await intake.take(answered, true);
	}

	return {
		preConnect(_client, packet, callback) {
			// A name belongs to its user: nobody can take over another's connection. Sessions are not kept.
			packet.clientId = `${packet.username ?? ''}/${packet.clientId}`;
			packet.clean = true;
			callback(null, true);
		},
		authenticate(client, username, password, callback) {
			const rights = devices.length === 0 ? OPEN_RIGHTS : rightsOfDevice(username, password);
			if (rights) {
				const gone = new AbortController();
				setMaxListeners(0, gone.signal);
				senders.set(client, { rights, pace: new Pace(limits.messagesPerSecond), gone });
				callback(null, true);
			} else setTimeout(() => callback(null, false), WRONG_PASSWORD_WAITS);
		},
		authorizePublish(client, packet, callback) {
			const sender = client && senders.get(client);
			if (!sender) return callback(new Error('nobody known published'));
			// The latest state is the hub's to keep, for who may read it.
			packet.retain = false;
			redeliveries
				.once(client.id, packet, () => take(client, sender, packet))
				.then(
					() => callback(null),
					(cause: unknown) => callback(cause instanceof Error ? cause : new Error(String(cause)))
				);
		},
		authorizeSubscribe(client, subscription, callback) {
			callback(null, senders.get(client)?.rights.maySubscribe(subscription.topic) ? subscription : null);
		}
	};
}

/** Listens, and tries again while the port is taken. `tried` resolves after the first attempt. */
function listen(server: Server, { host, port, tally }: BrokerOptions) {
	let again: NodeJS.Timeout | undefined;
	let settle: () => void;
	const tried = new Promise<void>((resolve) => (settle = resolve));
	server.on('listening', () => {
		tally.set(MQTT_SOURCE, 'ok');
		settle();
	});
	server.on('error', (cause: NodeJS.ErrnoException) => {
		const why =
			cause.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${cause.message})`;
		tally.set(
			MQTT_SOURCE,
			'failed',
			`Port ${port} ${why}: no MQTT device can connect. Choose another or free it.`
		);
		again = setTimeout(() => server.listen(port, host), LISTEN_AGAIN);
		settle();
	});
	server.listen(port, host);
	return {
		tried,
		port: () => (server.listening ? (server.address() as AddressInfo).port : undefined), // a TCP server's
		stop: () => clearTimeout(again)
	};
}
