import { randomUUID } from 'node:crypto';
import mqtt, { connectAsync, type MqttClient } from 'mqtt';
import type { DayMessage } from '#lib/cities/yunquan/day/world.ts';
import { AppError } from '#lib/model/errors.ts';

/** Messages that wait for their acknowledgement; beyond, the sender waits. */
const MOST_UNDER_WAY = 256;
const CONNECT_WITHIN = 5_000;
const RECONNECT_AFTER = 1_000;

export interface PublisherOptions {
	/** `mqtt://127.0.0.1:1883`. */
	readonly to: string;
	readonly username?: string;
	readonly password?: string;
	/** Sent whenever the broker was away: it may be another one. */
	readonly declarations: () => Iterable<DayMessage>;
	/** Gives up the first attempt to reach it. */
	readonly signal?: AbortSignal;
}

export interface Publisher {
	/** Resolves when there is room for more, not when the message is acknowledged. */
	send(message: DayMessage): Promise<void>;
	/** Acknowledged so far. */
	readonly acknowledged: number;
	readonly connected: boolean;
	/** Waits for what is under way, and leaves. */
	close(): Promise<void>;
}

/** Publishes with QoS 1 through a broker, a bounded number of messages at once. Throws FEED_UNREACHABLE when nobody is there. */
export async function openPublisher(options: PublisherOptions): Promise<Publisher> {
	const client = await connect(options);
	let acknowledged = 0;
	let underWay = 0;
	let room: (() => void) | undefined;
	const publish = ({ topic, payload }: DayMessage) => {
		underWay++;
		client.publish(
			topic,
			Buffer.from(payload.buffer, payload.byteOffset, payload.length),
			{ qos: 1 },
			(error) => {
				underWay--;
				if (!error) acknowledged++;
				room?.();
			}
		);
	};
	const declare = () => {
		for (const declaration of options.declarations()) publish(declaration);
	};
	declare();
	client.on('connect', declare);
	client.on('error', () => undefined);
	return {
		async send(message) {
			publish(message);
			while (underWay >= MOST_UNDER_WAY) await new Promise<void>((resolve) => (room = resolve));
		},
		get acknowledged() {
			return acknowledged;
		},
		get connected() {
			return client.connected;
		},
		async close() {
			if (client.connected) await client.endAsync();
			else client.end(true);
		}
	};
}

async function connect({ to, username, password }: PublisherOptions): Promise<MqttClient> {
	if (!/^mqtts?:\/\//.test(to))
		throw new AppError('OPTION_INVALID', { message: `--to ${to}: give mqtt://host:port.` });
	try {
		return await connectAsync(
			to,
			{
				clientId: `simulate-${randomUUID().slice(0, 8)}`,
				connectTimeout: CONNECT_WITHIN,
				reconnectPeriod: RECONNECT_AFTER,
				...(username !== undefined && { username }),
				...(password !== undefined && { password })
			},
			false
		);
	} catch (cause) {
		const why =
			cause instanceof mqtt.ErrorWithReasonCode || cause instanceof Error ? cause.message : String(cause);
		throw new AppError(
			'FEED_UNREACHABLE',
			{ message: `No MQTT broker answers at ${to}: ${why}.` },
			{ cause }
		);
	}
}
