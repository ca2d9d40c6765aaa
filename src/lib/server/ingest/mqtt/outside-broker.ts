import mqtt, { type IPublishPacket, type MqttClient, type Packet } from 'mqtt';
import { findAdapter } from '#lib/adapters/registry.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Reply } from '#lib/model/observation.ts';
import type { BrokerEntry } from '../../live/live-config.ts';
import type { Intake } from '../intake.ts';
import { shownUrl } from '../shown-url.ts';
import type { SourceTally } from '../source-tally.ts';
import { replier } from './replies.ts';
import { takeDeclaration } from './take-declaration.ts';
import { wayOfTopic } from './topic-ways.ts';

/** Messages that wait for the log; beyond, nothing more is read from the broker. */
const MOST_UNDER_WAY = 1_000;

export interface FollowOptions {
	readonly intake: Intake;
	readonly tally: SourceTally;
	/** Names this server to the broker, which keeps what comes while we are away. */
	readonly epoch: number;
	readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * Listens to somebody else's broker. A message is acknowledged to it once it is on disk; many are under way at once.
 */
export function followBroker(entry: BrokerEntry, options: FollowOptions): { close(): Promise<void> } {
	const { id, url, topics, group, username, passwordFrom } = entry;
	const { tally, epoch, environment = process.env } = options;
	tally.open(id);
	const password = passwordFrom === undefined ? undefined : environment[passwordFrom];
	if (passwordFrom !== undefined && password === undefined) {
		tally.set(id, 'failed', `The environment variable ${passwordFrom} with its password is not set.`);
		return { close: () => Promise.resolve() };
	}
	if (!findAdapter(entry.adapter)) {
		tally.set(id, 'failed', `There is no adapter "${entry.adapter}".`);
		return { close: () => Promise.resolve() };
	}
	const shown = shownUrl(url);
	const client = mqtt.connect(url, {
		clientId: `cityloop-${id}-${epoch}`,
		// The broker keeps our session: what it acknowledged to devices while we were away comes afterwards.
		clean: false,
		protocolVersion: 4,
		reconnectPeriod: 2_000,
		reconnectOnConnackError: true,
		resubscribe: false,
		...(username !== undefined && { username }),
		...(password !== undefined && { password })
	});
	const wanted = topics.map((topic) => (group === undefined ? topic : `$share/${group}/${topic}`));
	client.on('connect', () => {
		client.subscribe(wanted, { qos: 1 }, (error, granted) => {
			const refused = granted?.filter(({ qos }) => qos > 2).map(({ topic }) => topic) ?? [];
			if (error) tally.set(id, 'failed', `${shown} refuses the subscription: ${error.message}.`);
			else if (refused.length > 0) tally.set(id, 'failed', `${shown} refuses ${refused.join(', ')}.`);
			else tally.set(id, 'ok');
		});
	});
	client.on('error', (error) =>
		tally.set(id, 'failed', `${shown}: ${error.message || 'it cannot be reached'}.`)
	);
	client.on('offline', () => tally.set(id, 'failed', `${shown} does not answer; it is tried again.`));
	const reply = replier(({ topic, payload }) => client.publish(topic, Buffer.from(payload)));
	acknowledgeByHand(client, (packet) => take(entry, packet, options.intake, reply));
	return { close: () => client.endAsync(true) };
}

async function take(
	entry: BrokerEntry,
	packet: IPublishPacket,
	intake: Intake,
	reply: (reply: Reply) => void
): Promise<void> {
	const { id, adapter, layer } = entry;
	const { topic } = packet;
	const bytes = Buffer.from(packet.payload);
	const message = { adapter, bytes, source: id, topic, reply, ...(layer !== undefined && { layer }) };
	const way = adapter === 'json' ? wayOfTopic(topic) : undefined;
	if (way?.kind === 'ack') return;
	if (way?.kind === 'declare') return takeDeclaration(intake, way.layer, message);
	const foreign = way?.kind === 'rows' && way.into && { adapter: way.adapter, into: way.into };
	await intake.take({ ...message, ...(way?.layer !== undefined && { layer: way.layer }), ...foreign }, true);
}

/**
 * The client acknowledges each message before it reads the next, which would be one commit for each. Here a message
 * that asks for an acknowledgement is treated as one that does not, and acknowledged when `take` is done.
 */
function acknowledgeByHand(client: MqttClient, take: (packet: IPublishPacket) => Promise<void>): void {
	const unacknowledged = new WeakSet<Packet>();
	let underWay = 0;
	client.on('packetreceive', (packet) => {
		if (packet.cmd !== 'publish' || packet.qos === 0) return;
		unacknowledged.add(packet);
		packet.qos = 0;
	});
	client.handleMessage = (packet, next) => {
		if (packet.cmd !== 'publish') return next();
		// Numbers of messages are those of one connection: an acknowledgement must not reach the next one.
		const { stream } = client;
		const { messageId } = packet;
		const isCrowded = ++underWay >= MOST_UNDER_WAY;
		if (!isCrowded) next();
		take(packet)
			.then(
				() => {
					if (
						unacknowledged.has(packet) &&
						messageId !== undefined &&
						client.stream === stream &&
						client.connected
					)
						client['_sendPacket']({ cmd: 'puback', messageId });
				},
				// Stopping: the broker gives it again.
				(thrown: unknown) => {
					if (AppError.from(thrown).code !== 'ABORTED') client.emit('error', AppError.from(thrown));
				}
			)
			.finally(() => {
				underWay--;
				if (isCrowded) next();
			});
	};
}
