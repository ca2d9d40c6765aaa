import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { AppError } from '#lib/model/errors.ts';
import type { LayerDeclaration } from '#lib/model/live-layer.ts';
import type { Observation } from '#lib/model/observation.ts';

/** Where a feed goes. `send` returns when the other end has it for sure. */
export interface Publisher {
	declare(declaration: LayerDeclaration): Promise<void>;
	send(rows: readonly Observation[]): Promise<void>;
	close(): Promise<void>;
}

export interface PublisherOptions {
	/** `mqtt://host:1883`, `mqtts://…` or `http://host:4400`. */
	readonly to: string;
	readonly layer: string;
	readonly tenant: string;
	readonly device: string;
	readonly username?: string;
	readonly password?: string;
	readonly token?: string;
}

/** Throws FEED_UNREACHABLE when nobody listens there. */
export async function openPublisher(options: PublisherOptions): Promise<Publisher> {
	if (/^mqtts?:/.test(options.to)) return openMqtt(options);
	if (/^https?:/.test(options.to)) return openHttp(options);
	throw new AppError('OPTION_INVALID', {
		message: `--to ${options.to}: give mqtt://host:port or http://host:port.`
	});
}

async function openMqtt({
	to,
	layer,
	tenant,
	device,
	username,
	password
}: PublisherOptions): Promise<Publisher> {
	const client = await connectAsync(
		to,
		{
			clientId: `replay-${layer}-${randomUUID().slice(0, 8)}`,
			connectTimeout: 5000,
			reconnectPeriod: 1000,
			...(username !== undefined && { username }),
			...(password !== undefined && { password })
		},
		false
	).catch((cause: unknown) => {
		throw new AppError(
			'FEED_UNREACHABLE',
			{
				message: `No MQTT broker answers at ${to}: ${cause instanceof Error ? cause.message : String(cause)}.`
			},
			{ cause }
		);
	});
	const topic = (what: string) => `city/${tenant}/${layer}/${what}`;
	return {
		async declare(declaration) {
			await client.publishAsync(topic('declare'), JSON.stringify(declaration), { qos: 1 });
		},
		async send(rows) {
			await client.publishAsync(topic(`${device}/up`), JSON.stringify(rows.map(payloadOf)), { qos: 1 });
		},
		close: () => client.endAsync()
	};
}

function openHttp({ to, layer, token }: PublisherOptions): Publisher {
	const headers = {
		'Content-Type': 'application/json',
		...(token !== undefined && { Authorization: `Bearer ${token}` })
	};
	const put = async (method: string, path: string, body: string, key?: string): Promise<void> => {
		for (;;) {
			const response = await fetch(new URL(path, to), {
				method,
				body,
				headers: { ...headers, ...(key !== undefined && { 'Idempotency-Key': key }) }
			}).catch((cause: unknown) => {
				throw new AppError(
					'FEED_UNREACHABLE',
					{ message: `${to} does not answer: is it running?` },
					{ cause }
				);
			});
			if (response.ok) return;
			if (response.status === 429 || response.status === 503) {
				await pause(1000 * (Number(response.headers.get('Retry-After')) || 1));
				continue;
			}
			const told = (await response.json().catch(() => ({}))) as { message?: string }; // our own server's error
			throw new AppError('FEED_UNREACHABLE', {
				message: `${path} answers ${response.status}: ${told.message ?? ''}`
			});
		}
	};
	return {
		declare: (declaration) => put('PUT', `/ingest/layers/${layer}`, JSON.stringify(declaration)),
		send: (rows) =>
			put('POST', `/ingest/json?layer=${layer}`, JSON.stringify(rows.map(payloadOf)), randomUUID()),
		close: () => Promise.resolve()
	};
}

/** An observation as our JSON takes it. */
function payloadOf({ entity, position, altitude, kind: _, units: __, ...rest }: Observation) {
	return {
		id: entity,
		...rest,
		...(position && { lng: position[0], lat: position[1] }),
		...(altitude !== undefined && { alt: altitude })
	};
}
